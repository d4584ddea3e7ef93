<#
  DR readiness: every important machine must have a checkpoint policy, an owner, a start action
  and must not sit on the same host as its twin.
#>
[cmdletbinding()]
Param (
   [Parameter(Position=0, HelpMessage="Name pattern of important machines")]
   [ValidateNotNullOrEmpty()]
   [string[]]$Pattern = @("dc-*", "db-*"),

   [int]$MaxPerHost = 2
)
Begin
{
   Write-Verbose "Starting $($MyInvocation.MyCommand)"
   $script:problems = @()
   Function Add-Problem
   {
      Param ([string]$Machine, [string]$Text, [int]$Severity = 2)
      $p = New-Object PSObject -Property ([ordered]@{Severity = $Severity; Machine = $Machine; Text = $Text})
      $script:problems += $p
   }
}
Process
{
   ForEach ($one in $Pattern)
   {
      $machines = @(Get-VM | Where-Object {$_.Name -like $one})
      If ($machines.Count -eq 0) { Add-Problem -Machine $one -Text "nothing matches" -Severity 3; Continue }

      ForEach ($vm in ($machines | Sort-Object -Property Name))
      {
         If ($vm.StartAction -eq "NeverAutoTurnOnVM") { Add-Problem $vm.Name "is not started with its host" }
         If (-Not ($vm.Owner -match '^\w+\\\w+$'))    { Add-Problem $vm.Name "has no proper owner" 1 }
         If ($vm.Status -ne "Running")                 { Add-Problem $vm.Name "is $($vm.Status)" 1 }
         If ($vm.VirtualHardDisks | Where-Object {$_.Location -notlike "/var/lib/vms/*"}) { Add-Problem $vm.Name "has a disk elsewhere" }
      }
      $machines | Group-Object {$_.VMHost.Name} | Where-Object {$_.Count -gt $MaxPerHost} | ForEach-Object {
         Add-Problem $_.Name "holds $($_.Count) machines of '$one'" 1
      }
   }
}
End
{
   $script:problems | Sort-Object Severity, Machine, Text | Format-Table -AutoSize
   $summary = $script:problems | Group-Object -Property Severity | Sort-Object Name
   ForEach ($s in $summary) { "severity {0}: {1}" -f $s.Name, $s.Count }
   If ($script:problems | Where-Object {$_.Severity -eq 1}) { "not ready" } Else { "ready" }
}
