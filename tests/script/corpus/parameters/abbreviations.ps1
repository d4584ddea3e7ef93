# Abbreviated and positional parameters, as they are typed
Get-VM | sort Name -desc | select -f 1 | ft Name, Status -auto
dir . -rec -ea SilentlyContinue | measure | % Count
Get-Item nothing.txt -ea SilentlyContinue
Get-VM | sort Name | select -exp Name -fi 1
Get-VM -Name dc-00008 -ErrorA Stop | % Name
sleep -s 0
Set-Content a.txt "x" -enc UTF8; copy a.txt b.txt; (dir b.txt).Name
1..3 | select -last 1
New-Item -Type File -Path c.txt -Val "v" | Out-Null; gc c.txt
Get-VMHost -Comp sim-001 | % Name
Get-VMHost sim-001 -VMM localhost | % Name
"a" | Out-File -Filep log.txt -App; (gc log.txt).Count
Export-Csv -InputObject ([pscustomobject]@{ A = 1 }) -Path p.csv -NoT -Force -Enc UTF8; (gc p.csv)[0]
