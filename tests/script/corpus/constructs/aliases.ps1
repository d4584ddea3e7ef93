Get-VM | ? { $_.CPUCount -eq 8 } | sort Name | select -f 2 | % { $_.Name }
gm -InputObject "text" -Name Length | % Name
1,2,3 | measure | select -exp Count
3,1,2 | sort -desc
"a","b" | foreach { $_.ToUpper() }
echo "echoed"
$h = @{ a = 1 }
ls . | measure | % Count
ni made.txt -ItemType File | Out-Null
cp made.txt copied.txt; mv copied.txt moved.txt; (dir *.txt).Name -join ","
del moved.txt; Test-Path moved.txt
pushd .; popd
"x" | tee -Variable t | Out-Null; $t
gc made.txt
cd .
1..3 | group { $_ % 2 } | sort Name | % { "$($_.Name): $($_.Count)" }
