$running = $true
$row = @{
    State = if ($running)
    {
        "up"
    }
    else
    {
        "down"
    }
    Size = if ($false) { 1 }
    else { 2 }
    Last = 3
}
$row.State
$row.Size
$row.Last
$row.Count
