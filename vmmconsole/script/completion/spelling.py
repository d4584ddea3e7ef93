"""How the methods and properties of .NET are spelled; the language takes them in any case."""

from __future__ import annotations

_WORDS = """
    ToString GetType Equals CompareTo GetHashCode Substring Split Replace Insert ToCharArray PadLeft PadRight
    StartsWith EndsWith Contains IndexOf LastIndexOf ToUpper ToLower ToUpperInvariant ToLowerInvariant Trim
    TrimStart TrimEnd Remove Normalize IndexOfAny Length AddDays AddHours AddMinutes AddSeconds AddMilliseconds
    AddMonths AddYears AddTicks Add Subtract ToUniversalTime ToLocalTime ToShortDateString ToLongDateString
    ToShortTimeString ToLongTimeString ToFileTime ToFileTimeUtc ToOADate Negate Duration AddRange RemoveAt
    RemoveRange InsertRange Clear Sort Reverse ToArray GetRange Count ContainsKey ContainsValue GetEnumerator
    Clone CopyTo GetNetworkCredential Now UtcNow Today MinValue MaxValue Parse ParseExact TryParse TryParseExact
    NewGuid Empty Round Floor Ceiling Truncate Abs Max Min Sqrt Pow Exp Log Log10 Sign Sin Cos Tan Asin Acos Atan
    Atan2 PI E Join Format IsNullOrEmpty IsNullOrWhiteSpace Compare Concat DaysInMonth IsLeapYear FromFileTime
    FromDays FromHours FromMinutes FromSeconds FromMilliseconds FromTicks ToBase64String FromBase64String ToInt16
    ToInt32 ToInt64 ToUInt32 ToUInt64 ToDouble ToBoolean ToDateTime ToByte ToChar ToSingle ToDecimal NewLine
    MachineName UserName Match Matches IsMatch Escape Unescape IsDigit IsLetter IsUpper IsLower IsWhiteSpace
    IsLetterOrDigit IsPunctuation InvariantCulture CurrentCulture RemoveEmptyEntries None AwayFromZero ToEven Zero
    NaN PositiveInfinity NegativeInfinity SpecifyKind FromOADate GetLength GetValue SetValue Push Pop Peek Enqueue
    Dequeue Append AppendLine AppendFormat GetEnvironmentVariable GetFolderPath Invoke InvokeReturnAsIs Get_Count
"""
_SPELLED = {word.lower(): word for word in _WORDS.split()}


def spelled(name: str) -> str:
    """A name as .NET writes it; one that is not listed begins with a capital."""
    return _SPELLED.get(name.lower()) or name[:1].upper() + name[1:]
