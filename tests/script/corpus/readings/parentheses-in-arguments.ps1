function Show { "$($args.Count)" }
Show (1+2) (3)
Show (1+2)(3)
Show $(1;2;3) x
Show @(1,2) x
Show { a b } x
Show -a:(1+2) -b: 3
(Get-VM).Count
(Get-VM | where { $_.CPUCount -ge 8 }).Count
