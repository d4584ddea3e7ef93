"web-01.contoso.com".Split(".")[0]
"Server".Substring(0, 3).ToLower()
"a,b;c".Split(",;".ToCharArray()) -join "|"
"  trim ".Trim() + "!"
"abc".Contains("b"); "abc".StartsWith("a"); "abc".EndsWith("x"); "abc".IndexOf("c")
"abc".Replace("b", "--").PadLeft(6, ".").PadRight(8, "!")
"a-b-a".LastIndexOf("a")
(1234.5).ToString("N2"); (0.256).ToString("P1"); (255).ToString("X4"); (7).ToString("000")
"x".CompareTo("y")
"abc".Insert(1, "Z").Remove(0, 1)
"abc".ToCharArray().Count
$list = New-Object System.Collections.ArrayList
[void]$list.Add("one"); $list.Add("two") | Out-Null; $list.Remove("one"); $list.Count
@{ a = 1 }.ContainsKey("a")
"{0:d2}".GetType().FullName
[string]::Format("{0}-{1}", 1, 2)
