# A wrapper that tries again, as automation around VMM usually has one.
function Invoke-WithRetry {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [scriptblock] $Action,
        [int] $Times = 3,
        [int] $DelayMilliseconds = 1
    )
    $attempt = 0
    while ($true) {
        $attempt++
        try {
            $result = & $Action $attempt
            Write-Verbose "attempt $attempt succeeded"
            return $result
        }
        catch {
            if ($attempt -ge $Times) {
                Write-Warning "gave up after $attempt attempts: $($_.Exception.Message)"
                throw
            }
            Write-Verbose "attempt $attempt failed, waiting"
            Start-Sleep -Milliseconds $DelayMilliseconds
        }
        finally {
            $script:attempts++
        }
    }
}

$script:attempts = 0
Invoke-WithRetry { param($n) if ($n -lt 3) { throw "not yet ($n)" }; "worked at $n" }
"attempts: $script:attempts"

$VerbosePreference = "Continue"
$name = Invoke-WithRetry -Action { (Get-VM -Name "dc-00008" -ErrorAction Stop).Name } -Times 2
$VerbosePreference = "SilentlyContinue"
$name

try { Invoke-WithRetry { Set-VM -VM "no-such-machine" -Description "x" -ErrorAction Stop } -Times 2 }
catch { "failed for good: $($_.Exception.Message -like '*no-such-machine*')" }
"attempts: $script:attempts"
