function Set-Size {
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = "ByName")]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true, ParameterSetName = "ByName", Position = 0, ValueFromPipeline = $true)]
        [Alias("VMName", "Machine")]
        [string]$Name,
        [Parameter(Mandatory, ParameterSetName = "ById")]
        [guid]$Id,
        [ValidateRange(1, 64)]
        [int]$CPUCount = 1,
        [ValidateSet("Small", "Large")]
        [string]$Size = "Small",
        [ValidatePattern("^[a-z]+$")]
        [string]$Tag = "abc",
        [ValidateScript({ $_ -gt 0 })]
        [int]$Positive = 1,
        [ValidateLength(1, 5)] [string]$Short = "ok",
        [ValidateCount(1, 2)] [string[]]$Pair = @("a"),
        [AllowNull()] [object]$Any
    )
    process { "$($PSCmdlet.ParameterSetName): $Name $CPUCount $Size $Tag" }
}
Set-Size web-01
Set-Size -VMName web-02 -CPUCount 4 -Size Large
Set-Size -Id "01234567-89ab-cdef-0123-456789abcdef"
try { Set-Size x -CPUCount 65 } catch { "range" }
try { Set-Size x -Size Huge } catch { "set" }
try { Set-Size x -Tag "A1" } catch { "pattern" }
try { Set-Size x -Positive 0 } catch { "script" }
try { Set-Size x -Short "much too long" } catch { "length" }
try { Set-Size x -Pair 1,2,3 } catch { "count" }
