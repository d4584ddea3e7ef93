Get-VM | `
    Where-Object { $_.Name -like "db-*" } |
    Sort-Object Name |

    Select-Object -First 1 `
        -Property Name |
    ForEach-Object {
        $_.Name
    }
$sum = 1 +
    2 + `
    3
$sum
"a",
"b" -join "-"
$text = "abc".
    ToUpper()
$text
