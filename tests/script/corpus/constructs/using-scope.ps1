$folder = "reports"; $count = 3
Invoke-Command -ScriptBlock { "folder is $using:folder and $($using:count + 1)" }
