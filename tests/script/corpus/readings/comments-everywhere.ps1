<# a block
   comment #>
$a = 1 # after a statement
$b <# inside #> = 2
Write-Output $a#not-a-comment
Write-Output $a #a comment
Get-VM <# which? #> -Name db-pg-00002 | # all of them
    # on its own line
    Select-Object -ExpandProperty Name
$c = @(
    1, # one
    2  # two
)
$c.Count
"# no comment"
