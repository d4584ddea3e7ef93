# Runbook style: JSON in, JSON out, exit code for the caller
param([string]$WebhookData = '{"action":"status","machines":["dc-00008","nobody","mail-00006"],"options":{"verbose":true}}')

$result = [ordered]@{ ok = $true; items = @(); errors = @() }
try {
    $request = ConvertFrom-Json -InputObject $WebhookData
    if ([string]::IsNullOrEmpty($request.action)) { throw "action is missing" }
    if ($request.options.verbose -eq $true) { $VerbosePreference = "SilentlyContinue" }

    foreach ($name in $request.machines) {
        $vm = Get-SCVirtualMachine -Name $name
        if ($null -eq $vm) {
            $result.errors += "no machine '$name'"
            $result.ok = $false
            continue
        }
        switch ($request.action) {
            "status" { $result.items += [ordered]@{ name = $vm.Name; status = "$($vm.Status)"; host = "$($vm.VMHost)" } }
            "memory" { $result.items += [ordered]@{ name = $vm.Name; mb = $vm.Memory } }
            default  { throw "unknown action '$_'" }
        }
    }
}
catch {
    $result.ok = $false
    $result.errors += $_.Exception.Message
}
$result | ConvertTo-Json -Depth 5 -Compress

# and the same with a request that is wrong
foreach ($bad in '{"action":"explode","machines":["dc-00008"]}', '{"machines":[]}', 'no json at all') {
    try {
        $r = $bad | ConvertFrom-Json
        if (-not $r.action) { throw "action is missing" }
        if ("status", "memory" -notcontains $r.action) { throw "unknown action '$($r.action)'" }
    }
    catch { "refused: $(if ($_.Exception.Message -match 'action') { $_.Exception.Message } else { 'bad JSON' })" }
}
