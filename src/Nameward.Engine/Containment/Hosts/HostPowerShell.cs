using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// A script for Windows PowerShell 5.1 and PowerShell 7 that collects what a host of Windows knows of its DNS: its cache, who holds sockets towards DNS servers and whose signature the program has,
/// the look-ups that Sysmon wrote down, rules for names, the hosts file, servers in the registry. It reads, and writes into its own folder alone. <c>triage</c> reads that folder.
/// </summary>
sealed class HostPowerShell : IContainmentTarget
{
    const string Script = """
        param([string]$Out = "nameward-host-$env:COMPUTERNAME", [int]$Seconds = 60, [int]$Days = 30)
        Set-StrictMode -Version 2
        $ErrorActionPreference = 'SilentlyContinue'
        $folder = New-Item -ItemType Directory -Force -Path $Out
        $zones = @(Get-Content (Join-Path $PSScriptRoot 'zones.txt') | Where-Object { $_ -and -not $_.StartsWith('#') })
        $servers = @(Get-Content (Join-Path $PSScriptRoot 'servers.txt') | Where-Object { $_ -and -not $_.StartsWith('#') })
        $ports = @(53, 853, 5353)

        function Test-Searched([string]$Name) {
          $asked = $Name.TrimEnd('.')
          foreach ($zone in $zones) {
            if ($asked -eq $zone -or $asked.EndsWith('.' + $zone, [StringComparison]::OrdinalIgnoreCase)) { return $true }
          }
          return $false
        }

        function Save-Lines([string]$Name, $Lines) {
          $all = @($Lines | Where-Object { $null -ne $_ })
          if ($all.Count -gt 0) {
            [IO.File]::WriteAllLines((Join-Path $folder.FullName $Name), [string[]]$all, (New-Object Text.UTF8Encoding $false))
          }
        }

        # What the DNS client remembers.
        Save-Lines 'dns-cache.csv' (Get-DnsClientCache | Select-Object Entry, RecordName, RecordType, Status, Section, TimeToLive, DataLength, Data | ConvertTo-Csv -NoTypeInformation)

        # Who holds sockets towards DNS servers and servers of the case: looked at once a second, each told once.
        $programs = @{}
        function Get-Program([uint32]$Id) {
          if (-not $programs.ContainsKey($Id)) {
            $found = Get-CimInstance Win32_Process -Filter "ProcessId = $Id"
            $user = ''
            $path = ''
            $signer = ''
            $status = ''
            if ($found) {
              $path = if ($found.ExecutablePath) { $found.ExecutablePath } else { $found.Name }
              $who = Invoke-CimMethod -InputObject $found -MethodName GetOwner
              if ($who -and $who.User) { $user = $who.Domain + '\' + $who.User }
              if ($found.ExecutablePath) {
                $signature = Get-AuthenticodeSignature -LiteralPath $found.ExecutablePath
                $status = [string]$signature.Status
                if ($signature.SignerCertificate) { $signer = $signature.SignerCertificate.Subject }
              }
            }
            $programs[$Id] = @{ Path = $path; User = $user; Signer = $signer; Status = $status }
          }
          return $programs[$Id]
        }

        function New-Row([string]$Protocol, $Socket, [string]$Peer, [int]$Port, [string]$State) {
          $program = Get-Program $Socket.OwningProcess
          New-Object PSObject -Property @{
            Time = [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"); Host = $env:COMPUTERNAME; Protocol = $Protocol
            LocalAddress = $Socket.LocalAddress; LocalPort = $Socket.LocalPort; RemoteAddress = $Peer; RemotePort = $Port; State = $State
            OwningProcess = $Socket.OwningProcess; ProcessPath = $program.Path; User = $program.User; SignatureStatus = $program.Status; Signer = $program.Signer
          }
        }

        $rows = @()
        $seen = @{}
        function Test-New([string]$Key) {
          if ($seen.ContainsKey($Key)) { return $false }
          $seen[$Key] = $true
          return $true
        }

        for ($second = 0; $second -lt $Seconds; $second++) {
          foreach ($socket in @(Get-NetTCPConnection)) {
            if (($ports -contains $socket.RemotePort -or $servers -contains $socket.RemoteAddress) -and (Test-New "tcp $($socket.LocalAddress) $($socket.LocalPort) $($socket.RemoteAddress) $($socket.OwningProcess)")) {
              $rows += New-Row 'tcp' $socket $socket.RemoteAddress $socket.RemotePort ([string]$socket.State)
            }
          }
          foreach ($socket in @(Get-NetUDPEndpoint)) {
            if ($ports -contains $socket.LocalPort -and (Test-New "udp $($socket.LocalAddress) $($socket.LocalPort) $($socket.OwningProcess)")) {
              $rows += New-Row 'udp' $socket '' 0 'Bound'
            }
          }
          if ($second + 1 -lt $Seconds) { Start-Sleep -Seconds 1 }
        }
        Save-Lines 'sockets.csv' ($rows | Select-Object Time, Host, Protocol, LocalAddress, LocalPort, RemoteAddress, RemotePort, State, OwningProcess, ProcessPath, User, SignatureStatus, Signer | ConvertTo-Csv -NoTypeInformation)

        # Look-ups of the zones with their programs: Sysmon's event 22, and the log of the DNS client where somebody has turned it on.
        $since = (Get-Date).AddDays(-$Days)
        Save-Lines 'sysmon.xml' (Get-WinEvent -FilterHashtable @{ LogName = 'Microsoft-Windows-Sysmon/Operational'; Id = 22; StartTime = $since } |
          Where-Object { Test-Searched ([string]$_.Properties[4].Value) } | ForEach-Object { $_.ToXml() })
        Save-Lines 'dns-client.xml' (Get-WinEvent -FilterHashtable @{ LogName = 'Microsoft-Windows-DNS-Client/Operational'; Id = 3008; StartTime = $since } |
          Where-Object { Test-Searched ([string]$_.Properties[0].Value) } | ForEach-Object { $_.ToXml() })

        # How it is configured.
        Save-Lines 'servers.json' (Get-DnsClientServerAddress | Select-Object InterfaceAlias, InterfaceIndex, AddressFamily, ServerAddresses | ForEach-Object { $_ | ConvertTo-Json -Compress -Depth 3 })
        Save-Lines 'name-rules.json' (Get-DnsClientNrptRule | Select-Object Name, Namespace, NameServers, DnsSecEnabled, Comment | ForEach-Object { $_ | ConvertTo-Json -Compress -Depth 3 })
        Save-Lines 'name-policies.json' (Get-DnsClientNrptPolicy | Select-Object Namespace, NameServers, DnsSecValidationRequired | ForEach-Object { $_ | ConvertTo-Json -Compress -Depth 3 })
        Save-Lines 'ipconfig.txt' (ipconfig.exe /all)
        Copy-Item -LiteralPath (Join-Path $env:SystemRoot 'System32\drivers\etc\hosts') -Destination (Join-Path $folder.FullName 'hosts')
        reg.exe export 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters' (Join-Path $folder.FullName 'tcpip.reg') /y | Out-Null
        reg.exe export 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip6\Parameters' (Join-Path $folder.FullName 'tcpip6.reg') /y | Out-Null
        reg.exe export 'HKLM\SYSTEM\CurrentControlSet\Services\Dnscache\Parameters' (Join-Path $folder.FullName 'dnscache.reg') /y | Out-Null
        Write-Output "written: $($folder.FullName)"
        """;

    /// <inheritdoc/>
    public string Id => "host-powershell";

    /// <inheritdoc/>
    public string Product => "Host pack for Windows 8, Server 2012 and later, PowerShell";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Endpoint;

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var script = new PackText(document, "#").Comment(Observations.Sentence.Of("collects what this host knows of its DNS; reads, and writes into its own folder alone"));
        foreach (var line in Script.Split('\n'))
        {
            script.Line(line.TrimEnd('\r'));
        }
        return new(Id, Product, [script.As("nameward-host.ps1"), .. SearchedFor.Files(document, leftOut)],
            [
                new(PackStage.Log, "Copy the folder to the host and run it there as an administrator, before the host is touched: about a minute, longer where Sysmon's log is large. It leaves its folder, and nothing else."),
                new(PackStage.Log, "The command.", "powershell -NoProfile -ExecutionPolicy Bypass -File nameward-host.ps1 -Out nameward-host-NAME -Seconds 60"),
                new(PackStage.Verify, "Send back the folder that it wrote, and read it together with the evidence of the case: the finding names the program then.", "nameward triage EVIDENCE nameward-host-NAME --out CASE"),
                new(PackStage.Rollback, "It changed nothing: delete its folder on the host."),
            ],
            [.. leftOut]);
    }
}
