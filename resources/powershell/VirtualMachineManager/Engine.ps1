# The connection to an engine and what travels over it. Written by hand; the functions of the module call
# Invoke-EngineCall and nothing else of it.

$script:Connection = $null
$script:RunID = [guid]::NewGuid()  # calls into a job group belong to the run of a script
$script:Categories = @{
    NotFoundError = 'ObjectNotFound'; AmbiguousError = 'InvalidArgument'; ConflictError = 'ResourceBusy'
    StateError = 'InvalidOperation'; AccessError = 'PermissionDenied'; CapabilityError = 'NotImplemented'
    PlacementError = 'ResourceUnavailable'; HostUnreachableError = 'ConnectionError'; StorageError = 'WriteError'
    HostError = 'DeviceError'; LibraryError = 'ResourceUnavailable'; CancelledError = 'OperationStopped'
    ScriptSyntaxError = 'ParserError'; ParameterError = 'InvalidArgument'; BudgetError = 'LimitsExceeded'
    EngineError = 'ConnectionError'
}
$script:OwnParameters = @(
    'VMMServer', 'RunAsynchronously', 'JobVariable', 'Verbose', 'Debug', 'ErrorAction', 'ErrorVariable', 'WarningAction',
    'WarningVariable', 'InformationAction', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable',
    'ProgressAction', 'WhatIf', 'Confirm'
)

# ---------------------------------------------------------------------------------------------------- the engine

function Get-EngineDataFolder {
    if ($env:VMMCONSOLE_DATA) { return $env:VMMCONSOLE_DATA }
    if ($env:LOCALAPPDATA) { return Join-Path $env:LOCALAPPDATA 'vmmconsole' }
    $library = Join-Path $HOME 'Library/Application Support'
    if (Test-Path $library) { return Join-Path $library 'vmmconsole' }
    $share = $env:XDG_DATA_HOME
    if (-not $share) { $share = Join-Path $HOME '.local/share' }
    return Join-Path $share 'vmmconsole'
}

function Get-EngineToken {
    # The token stays in files that only the engine's user can read; it never stands on a command line.
    $file = $env:VMMCONSOLE_TOKEN_FILE
    if (-not $file) { $file = Join-Path (Get-EngineDataFolder) 'engine.token' }
    if (-not (Test-Path -LiteralPath $file)) {
        throw "The token of the engine is not in $file. Name its file in `$env:VMMCONSOLE_TOKEN_FILE."
    }
    return (Get-Content -LiteralPath $file -TotalCount 1).Trim()
}

function Get-EngineAddress {
    param([string]$ComputerName, [int]$Port)

    $here = @('', '.', 'localhost', '127.0.0.1', '::1', [Environment]::MachineName)
    if ($here -notcontains $ComputerName -and $here -notcontains $ComputerName.Split('.')[0]) {
        throw ("The engine on $ComputerName cannot be reached: engines listen on their own computer only so far. " +
            'Run the script there, or forward its port with ssh and name localhost.')
    }
    if ($Port) { return "127.0.0.1:$Port" }
    $file = Join-Path (Get-EngineDataFolder) 'engine.json'
    if (-not (Test-Path -LiteralPath $file)) {
        throw "No engine runs on this computer: there is no $file. Start one with 'vmmconsole engine', or give -TCPPort."
    }
    $running = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
    return [string]$running.Address
}

function New-UnixSocketHandler {
    param([string]$Path)

    if ($PSVersionTable.PSVersion.Major -lt 7) {
        throw ('Windows PowerShell cannot use the Unix socket of this engine. ' +
            "Start the engine with '--listen 127.0.0.1:8100', or use PowerShell 7.")
    }
    if (-not ('VirtualMachineManager.UnixSocket' -as [type])) {
        # A script block cannot be the callback: it would run on a thread without a runspace.
        Add-Type -TypeDefinition @'
using System.Net.Http;
using System.Net.Sockets;

namespace VirtualMachineManager
{
    public static class UnixSocket
    {
        public static HttpMessageHandler Handler(string path)
        {
            return new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = async (context, token) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    try
                    {
                        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                        return new NetworkStream(socket, true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                }
            };
        }
    }
}
'@
    }
    return [VirtualMachineManager.UnixSocket]::Handler($Path)
}

function Connect-Engine {
    param([string]$ComputerName = 'localhost', [int]$Port = 0)

    $address = Get-EngineAddress -ComputerName $ComputerName -Port $Port
    if (-not ('System.Net.Http.HttpClient' -as [type])) { Add-Type -AssemblyName System.Net.Http }
    if ($address.StartsWith('unix:')) {
        $client = New-Object System.Net.Http.HttpClient((New-UnixSocketHandler $address.Substring(5)))
        $base = 'http://localhost'
    }
    else {
        $handler = New-Object System.Net.Http.HttpClientHandler
        $handler.UseProxy = $false
        $client = New-Object System.Net.Http.HttpClient($handler)
        $token = Get-EngineToken
        $bearer = New-Object System.Net.Http.Headers.AuthenticationHeaderValue('Bearer', $token)
        $client.DefaultRequestHeaders.Authorization = $bearer
        $base = "http://$address"
    }
    $client.Timeout = [timespan]::FromMinutes(10)
    $script:Connection = @{ Client = $client; Base = $base; Address = $address; Server = $null }
    $answer = Send-EngineRequest -Method 'GET' -Path '/server'
    $script:Connection.Server = ConvertFrom-EngineValue $answer 'ServerConnection'
    return $script:Connection.Server
}

function Send-EngineRequest {
    param([string]$Method, [string]$Path, $Body)

    if ($null -eq $script:Connection) { Connect-Engine | Out-Null }
    $url = $script:Connection.Base + '/v1' + $Path
    $attempt = 0
    while ($true) {
        $attempt++
        $request = New-Object System.Net.Http.HttpRequestMessage((New-Object System.Net.Http.HttpMethod($Method)), $url)
        if ($null -ne $Body) {
            $json = ConvertTo-Json -InputObject $Body -Depth 12 -Compress
            $request.Content = New-Object System.Net.Http.StringContent($json, [Text.Encoding]::UTF8, 'application/json')
        }
        try {
            $response = $script:Connection.Client.SendAsync($request).GetAwaiter().GetResult()
            $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
            break
        }
        catch {
            # A call carries its ID, so that sending it again runs nothing twice.
            if ($attempt -ge 2) {
                throw "There is no connection to the engine at $($script:Connection.Address): $($_.Exception.Message)"
            }
        }
        finally {
            $request.Dispose()
        }
    }
    $content = $null
    if ($text) { $content = ConvertFrom-EngineJson $text }
    if ([int]$response.StatusCode -lt 400) { return , $content }
    throw (New-EngineException $content ([int]$response.StatusCode))
}

# ------------------------------------------------------------------------------------------------------- values

function ConvertFrom-EngineJson {
    param([string]$Text)

    if ($PSVersionTable.PSVersion.Major -ge 7) {
        return , (ConvertFrom-Json -InputObject $Text -AsHashtable -NoEnumerate -Depth 64)
    }
    Add-Type -AssemblyName System.Web.Extensions
    $reader = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $reader.MaxJsonLength = [int]::MaxValue
    $reader.RecursionLimit = 64
    return , $reader.DeserializeObject($Text)
}

function ConvertFrom-EngineValue {
    # JSON's kinds as objects. Both readers give dictionaries, whose one method in common is ContainsKey. Those of the product have a type name, and show as their name in a string.
    param($Value, [string]$Kind = '')

    if ($null -eq $Value) { return $null }
    if ($Value -is [System.Collections.IDictionary]) {
        if ($Value.Count -eq 1 -and $Value.ContainsKey('Value')) { return , (ConvertFrom-EngineValue $Value['Value']) }
        $tag = $Kind
        if ($Value.ContainsKey('ObjectType')) {
            $tag = [string]$Value['ObjectType']
            if ($Value.Count -eq 2 -and $Value.ContainsKey('Object')) { $Value = $Value['Object'] }
        }
        $fields = [ordered]@{}
        foreach ($name in $Value.Keys) { $fields[[string]$name] = ConvertFrom-EngineValue $Value[$name] }
        if ($tag -and -not $fields.Contains('ObjectType')) { $fields['ObjectType'] = $tag }
        $object = [pscustomobject]$fields
        if ($tag) { $object.PSObject.TypeNames.Insert(0, "VirtualMachineManager.$tag") }
        if ($fields.Contains('Name')) {
            $show = New-Object System.Management.Automation.PSScriptMethod('ToString', { [string]$this.Name })
            $object.PSObject.Methods.Add($show)
        }
        return $object
    }
    if ($Value -is [string]) {
        if ($Value -match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$') {
            return [datetime]::Parse($Value, [Globalization.CultureInfo]::InvariantCulture, 'RoundtripKind')
        }
        return $Value
    }
    if ($Value -is [System.Collections.IEnumerable]) {
        $items = @(foreach ($item in $Value) { , (ConvertFrom-EngineValue $item) })
        return , $items
    }
    return $Value
}

function ConvertTo-EngineValue {
    # An argument as JSON's kinds: objects of the product as references, credentials as the name of their user.
    param($Value)

    if ($null -eq $Value) { return $null }
    if ($Value -is [switch]) { return [bool]$Value }
    if ($Value -is [pscredential]) { return $Value.UserName }
    if ($Value -is [System.Security.SecureString]) { throw 'A secure string does not leave this computer. Name a stored credential.' }
    if ($Value -is [scriptblock]) { throw 'A script block cannot be sent to the engine.' }
    if ($Value -is [guid] -or $Value -is [enum] -or $Value -is [version]) { return $Value.ToString() }
    if ($Value -is [datetime]) { return $Value.ToString('o') }
    if ($Value -is [timespan]) { return $Value.TotalSeconds }
    if ($Value -is [string]) { return $Value.ToString() }  # without what Get-Content hangs on its lines
    if ($Value -is [ValueType]) { return $Value }
    $tag = Get-EngineKind $Value
    if ($tag) {
        $properties = $Value.PSObject.Properties
        if ($tag -eq 'ServerConnection') { return [string]$Value.Name }
        if ($properties['ID']) {
            return @{ ObjectType = $tag; ID = [string]$Value.ID; Name = [string]$Value.Name }
        }
        $whole = @{ ObjectType = $tag }
        foreach ($property in $properties) {
            if ($property.MemberType -eq 'NoteProperty') { $whole[$property.Name] = ConvertTo-EngineValue $property.Value }
        }
        return $whole
    }
    if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [System.Collections.IDictionary]) {
        $items = @(foreach ($item in $Value) { , (ConvertTo-EngineValue $item) })
        return , $items
    }
    return [string]$Value
}

function Get-EngineKind {
    # The kind of an object of the product, an empty string for others.
    param($Value)

    if ($null -eq $Value) { return '' }
    foreach ($name in $Value.PSObject.TypeNames) {
        if ($name -match '^(?:Selected\.)?VirtualMachineManager\.(.+)$') { return $matches[1] }
    }
    return ''
}

# ------------------------------------------------------------------------------------------------------- errors

function New-EngineException {
    param($Problem, [int]$Status)

    $fields = $null
    if ($Problem -is [System.Collections.IDictionary] -and $Problem.ContainsKey('vmm')) { $fields = $Problem['vmm'] }
    if ($null -eq $fields) {
        return New-Object System.InvalidOperationException("The engine refused the request (HTTP $Status).")
    }
    $text = (@($fields['Problem'], $fields['Cause']) | Where-Object { $_ }) -join ' '
    $exception = New-Object System.InvalidOperationException($text)
    foreach ($name in 'Type', 'Code', 'RecommendedAction', 'DetailedErrorCode', 'ObjectName') {
        if ($fields.ContainsKey($name)) { $exception.Data[$name] = $fields[$name] }
    }
    return $exception
}

function New-EngineErrorRecord {
    param([Exception]$Exception, $Target)

    while ($Exception -is [System.Management.Automation.RuntimeException] -and $Exception.InnerException) {
        $Exception = $Exception.InnerException
    }
    $type = [string]$Exception.Data['Type']
    $category = 'NotSpecified'
    if ($script:Categories.ContainsKey($type)) { $category = $script:Categories[$type] }
    $id = 'VMM'
    if ($Exception.Data['Code']) { $id = "VMM$($Exception.Data['Code'])" }
    $record = New-Object System.Management.Automation.ErrorRecord($Exception, $id, $category, $Target)
    if ($Exception.Data['RecommendedAction']) {
        $details = New-Object System.Management.Automation.ErrorDetails($Exception.Message)
        $details.RecommendedAction = [string]$Exception.Data['RecommendedAction']
        $record.ErrorDetails = $details
    }
    return $record
}

# -------------------------------------------------------------------------------------------------------- calls

function Invoke-EngineCall {
    <#
    .SYNOPSIS
        One call of a cmdlet: posts it, waits for its job, and writes what it gave.
    #>
    param(
        [System.Management.Automation.PSCmdlet]$Cmdlet,
        [string]$Name,
        [System.Collections.IDictionary]$Bound,
        [bool]$WhatIfOnly = $false,
        [string]$Catcher = '',
        [object[]]$Targets = @()
    )

    try {
        $arguments = Get-EngineArguments -Bound $Bound -Catcher $Catcher -Targets $Targets
        if ($Name -eq 'Get-VMMServer') {
            $Cmdlet.WriteObject((Open-EngineConnection $arguments))
            return
        }
        if ($null -eq $script:Connection) { Connect-Engine | Out-Null }
    }
    catch {
        $Cmdlet.ThrowTerminatingError((New-EngineErrorRecord $_.Exception $Name))
    }
    $changes = $Cmdlet.MyInvocation.MyCommand.Parameters.ContainsKey('WhatIf')
    $target = Get-CallTarget $arguments
    if ($changes -and -not $WhatIfOnly -and -not $Cmdlet.ShouldProcess($target, $Name)) { return }
    $body = @{
        ID = [string][guid]::NewGuid(); RunID = [string]$script:RunID
        Name = $Name; Arguments = $arguments; WhatIf = $WhatIfOnly
    }
    try {
        $answer = Send-EngineRequest -Method 'POST' -Path '/cmdlets' -Body $body
        Write-EngineAnswer -Cmdlet $Cmdlet -Answer $answer -Bound $Bound
    }
    catch [System.Management.Automation.PipelineStoppedException] {
        throw
    }
    catch {
        $Cmdlet.WriteError((New-EngineErrorRecord $_.Exception $target))
    }
}

function Get-EngineArguments {
    param([System.Collections.IDictionary]$Bound, [string]$Catcher, [object[]]$Targets)

    $arguments = @{}
    foreach ($name in @($Bound.Keys)) {
        $value = $Bound[$name]
        if ($script:OwnParameters -contains $name) { continue }
        if ($name -eq $Catcher) {
            $name = Get-CatchingParameter $value $Targets
            if ($arguments.ContainsKey($name) -or $Bound.ContainsKey($name)) { continue }
        }
        if ((Get-EngineKind $value) -eq 'ServerConnection') { continue }  # there is one connection
        if ($value -is [switch] -and -not $value) { continue }
        $arguments[$name] = ConvertTo-EngineValue $value
    }
    return $arguments
}

function Get-CatchingParameter {
    # Which parameter takes an object of the pipeline: the one of its kind, else the first.
    param($Value, [object[]]$Targets)

    $kind = Get-EngineKind $Value
    foreach ($pair in $Targets) {
        if ($kind -and $pair[0] -eq $kind) { return $pair[1] }
    }
    return $Targets[0][1]
}

function Get-CallTarget {
    # What a call is about, for people: the names of its objects, else its texts.
    param([System.Collections.IDictionary]$Arguments)

    $objects = @($Arguments.Values | Where-Object { $_ -is [System.Collections.IDictionary] -and $_['Name'] })
    if ($objects) { return (@($objects | ForEach-Object { $_['Name'] }) -join ', ') }
    return (@($Arguments.Values | Where-Object { $_ -is [string] }) -join ', ')
}

function Open-EngineConnection {
    param([System.Collections.IDictionary]$Arguments)

    $name = 'localhost'
    $port = 0
    if ($Arguments.ContainsKey('ComputerName')) { $name = [string]$Arguments['ComputerName'] }
    if ($Arguments.ContainsKey('TCPPort')) { $port = [int]$Arguments['TCPPort'] }
    return Connect-Engine -ComputerName $name -Port $port
}

function Write-EngineAnswer {
    param($Cmdlet, $Answer, [System.Collections.IDictionary]$Bound)

    if ($Answer.ContainsKey('Listed') -and $null -ne $Answer['Listed']) {
        Write-ListedObject $Cmdlet $Answer['Listed']
        return
    }
    $job = $null
    if ($Answer.ContainsKey('Job')) { $job = $Answer['Job'] }
    if ($null -eq $job) {
        foreach ($item in $Answer['Output']) { $Cmdlet.WriteObject((ConvertFrom-EngineValue $item)) }
        return
    }
    $async = $Bound.ContainsKey('RunAsynchronously') -and $Bound['RunAsynchronously']
    if (-not $async) { $job = Wait-EngineJob $job }
    if ($Bound.ContainsKey('JobVariable')) {
        $Cmdlet.SessionState.PSVariable.Set([string]$Bound['JobVariable'], (ConvertFrom-EngineValue $job 'Job'))
    }
    if ($async) {
        Write-JobObject $Cmdlet $job
        return
    }
    foreach ($message in $job['AdditionalMessages']) {
        if ($job['WhatIf']) { Write-Host "What if: $message" } else { $Cmdlet.WriteWarning($message) }
    }
    if (@('Failed', 'Canceled') -contains $job['Status']) { throw (New-JobException $job) }
    if ($job['WhatIf']) { return }
    foreach ($item in $job['Output']) { $Cmdlet.WriteObject((ConvertFrom-EngineValue $item)) }
}

function New-JobException {
    param($Job)

    if ($null -ne $Job['ErrorInfo']) { return New-EngineException @{ vmm = $Job['ErrorInfo'] } 0 }
    return New-Object System.InvalidOperationException("The job '$($Job['Name'])' ended as $($Job['Status']).")
}

function Wait-EngineJob {
    # The job once it is final, with a progress bar; leaving early, by Ctrl+C, cancels it.
    param($Job)

    $ended = @('Completed', 'SucceedWithInfo', 'Failed', 'Canceled')
    $id = [string]$Job['ID']
    try {
        while ($ended -notcontains $Job['Status']) {
            $status = [string]$Job['CurrentStep']
            if (-not $status) { $status = [string]$Job['Status'] }
            Write-Progress -Activity ([string]$Job['Name']) -Status $status -PercentComplete ([int]$Job['ProgressValue'])
            $Job = Send-EngineRequest -Method 'GET' -Path "/jobs/${id}?wait=1&after=$($Job['Revision'])"
        }
        return $Job
    }
    finally {
        if ($ended -notcontains $Job['Status']) {
            Send-EngineRequest -Method 'POST' -Path "/jobs/$id/stop" -Body @{} | Out-Null
        }
        Write-Progress -Activity ([string]$Job['Name']) -Status 'Done' -Completed
    }
}

function Write-JobObject {
    # The object that a job is about, as it is while the job runs; nothing where the job does not tell soon.
    param($Cmdlet, $Job)

    $deadline = (Get-Date).AddSeconds(2)
    $ended = @('Completed', 'SucceedWithInfo', 'Failed', 'Canceled')
    while (-not $Job['ResultObjectID'] -and $ended -notcontains $Job['Status'] -and (Get-Date) -lt $deadline) {
        $Job = Send-EngineRequest -Method 'GET' -Path "/jobs/$($Job['ID'])?wait=0.5&after=$($Job['Revision'])"
    }
    if (-not $Job['ResultObjectID']) { return }
    $kind = [string]$Job['ResultObjectType']
    $found = Send-EngineRequest -Method 'POST' -Path "/objects/$kind" -Body @{ IDs = @([string]$Job['ResultObjectID']) }
    foreach ($item in $found) { $Cmdlet.WriteObject((ConvertFrom-EngineValue $item $kind)) }
}

function Write-ListedObject {
    # A long list came as rows: read the whole objects, in portions.
    param($Cmdlet, $Listed)

    $kind = [string]$Listed['ObjectType']
    $ids = @(foreach ($row in $Listed['Rows']) { [string](ConvertFrom-EngineJson $row)[0] })
    for ($start = 0; $start -lt $ids.Count; $start += 500) {
        $end = [Math]::Min($start + 499, $ids.Count - 1)
        $whole = Send-EngineRequest -Method 'POST' -Path "/objects/$kind" -Body @{ IDs = @($ids[$start..$end]) }
        foreach ($item in $whole) { $Cmdlet.WriteObject((ConvertFrom-EngineValue $item $kind)) }
    }
}
