if ($vm.Name -eq "web" {
    "found"
}
