# puts settings back; run it in PowerShell as an administrator of the server
# case 1; made 2026-12-01 09:00 UTC by nameward 0.1.0, serial 1796115600
# server dc1.ad.northwind.lan
$ErrorActionPreference = 'Stop'
function Find-Zone([string]$name) {
  Get-DnsServerZone | Where-Object { $name -eq $_.ZoneName -or $name.EndsWith('.' + $_.ZoneName) } | Sort-Object { $_.ZoneName.Length } -Descending | Select-Object -First 1 |
    ForEach-Object { [pscustomobject]@{ Zone = $_.ZoneName; Name = $(if ($name -eq $_.ZoneName) { '@' } else { $name.Substring(0, $name.Length - $_.ZoneName.Length - 1) }) } }
}
# forwarders, Forwarders of .: today 203.0.113.66; good not known
#   because no record and no earlier state tells how it stood before
#   changed 2026-11-21 17:41:12 UTC, by NORTHWIND?svc-backup
# by hand: no good value is known
# logging, LogLevel: today none; good not known
#   because no record and no earlier state tells how it stood before
#   changed 2026-11-21 17:42:03 UTC, by NORTHWIND?svc-backup
# by hand: no good value is known
