# blocks; run it in PowerShell as an administrator of the server
# case 1; made 2026-12-01 09:00 UTC by nameward 0.1.0, serial 1796115600
# meant to end 2026-12-01 09:00 UTC; to end it sooner, see the steps of the rollback in index.html
$ErrorActionPreference = 'Stop'
$names = @(
# kq7.io: the zone of F1, critical, a channel of iodine; would have hit 2 clients, 0 outside the findings
  'kq7.io'
)
foreach ($name in $names) {
  Add-DnsServerQueryResolutionPolicy -Name "nameward-1 $name" -Action DENY -FQDN "EQ,$name,*.$name"
}
