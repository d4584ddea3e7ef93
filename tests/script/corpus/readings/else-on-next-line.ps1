function Test-It($n) {
    if ($n -gt 10)
    {
        "big"
    }

    elseif ($n -gt 5)
    {
        "middle"
    }
    # a comment between
    else
    {
        "small"
    }
}
11, 6, 1 | % { Test-It $_ }
try
{
    throw "x"
}
catch
{
    "caught $_"
}
finally
{
    "finally"
}
