<#
.SYNOPSIS
    Lists the machines of a host group.
.DESCRIPTION
    Long text with "quotes", 'apostrophes', $variables and # signs.
    Even `ticks` and { braces.
.NOTES
    Version 1.2
#>
# one line
"after the comment"  # behind
<# short #> "between" <# comments #>
#>not an end
"end"
