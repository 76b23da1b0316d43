using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>
/// The command of PowerShell that gives a setting of Windows' DNS or DHCP server a value (Microsoft Learn, modules DnsServer and DhcpServer, Windows Server 2016 and later), in the words in which readers state settings. Null
/// where there is none, or a value is not plain.
/// </summary>
static class WindowsCommands
{
    /// <summary>The command that makes a setting stand at a value.</summary>
    /// <param name="item">The setting.</param>
    /// <param name="value">The value; empty where it is not to be there.</param>
    /// <param name="now">How it stands before the command.</param>
    public static string? Of(Restoration item, HostileText value, HostileText now) => item.Kind switch
    {
        ConfigurationKind.Forwarders => Forwarders(item, value, now),
        ConfigurationKind.Recursion => Recursion(item, value),
        ConfigurationKind.Transfers => OfZone(item, Secondaries(value)),
        ConfigurationKind.Updates => OfZone(item, Word(value, ("none", "None"), ("secure", "Secure"), ("any", "NonsecureAndSecure")) is { } update ? $"-DynamicUpdate {update}" : null),
        ConfigurationKind.Zone => Zone(item, value),
        ConfigurationKind.AnnouncedServers => Announced(item, value),
        ConfigurationKind.Plugin when value.IsEmpty => "Remove-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\DNS\\Parameters' -Name 'ServerLevelPluginDll'  # then: Restart-Service DNS",
        ConfigurationKind.Policy => BlockList(item, value),
        ConfigurationKind.Record => Record(item, value, now),
        ConfigurationKind.NameServers => Delegation(item, value, now),
        _ => null,
    };

    static string? Forwarders(Restoration item, HostileText value, HostileText now)
    {
        var (isAll, addresses) = (item.Object.Raw is "." or "", PowerShellText.Addresses(value));
        if (item.Object.Raw.StartsWith("scope ", StringComparison.Ordinal))
        {
            return PowerShellText.Name(HostileText.Text(item.Object.Raw["scope ".Length..])) is { } scope && addresses is not null ? $"Set-DnsServerRecursionScope -Name {scope} -Forwarder {addresses}" : null;
        }
        var roots = item.Property.Raw switch { "forward first" => " -UseRootHint $true", "forward only" => " -UseRootHint $false", _ => "" };
        if (isAll)
        {
            return addresses is not null ? $"Set-DnsServerForwarder -IPAddress {addresses}{roots}"
                : value.Raw is "" or "none" && PowerShellText.Addresses(now) is { } gone ? $"Remove-DnsServerForwarder -IPAddress {gone} -Force" : null;
        }
        if (PowerShellText.Name(item.Object) is not { } zone || addresses is null)
        {
            return null;
        }
        return now.IsEmpty ? $"Add-DnsServerConditionalForwarderZone -Name {zone} -MasterServers {addresses}" : $"Set-DnsServerConditionalForwarderZone -Name {zone} -MasterServers {addresses}";
    }

    static string? Recursion(Restoration item, HostileText value)
    {
        if (Word(value, ("any", "$true"), ("none", "$false"), ("yes", "$true"), ("no", "$false")) is not { } enable)
        {
            return null;
        }
        return !item.Object.Raw.StartsWith("scope ", StringComparison.Ordinal) ? $"Set-DnsServerRecursion -Enable {enable}"
            : PowerShellText.Name(HostileText.Text(item.Object.Raw["scope ".Length..])) is { } scope ? $"Set-DnsServerRecursionScope -Name {scope} -EnableRecursion {enable}" : null;
    }

    static string? Secondaries(HostileText value) => Word(value, ("none", "NoTransfer"), ("any", "TransferAnyServer"), ("name servers", "TransferToZoneNameServer"), ("addresses", "TransferToSecureServers")) is { } who ? $"-SecureSecondaries {who}"
        : PowerShellText.Addresses(value) is { } addresses ? $"-SecureSecondaries TransferToSecureServers -SecondaryServers {addresses}" : null;

    static string? OfZone(Restoration item, string? setting) => setting is not null && PowerShellText.Name(item.Object) is { } zone ? $"Set-DnsServerPrimaryZone -Name {zone} {setting}" : null;

    /// <summary>A zone that came goes, and nothing else: what went cannot be made again without its records.</summary>
    static string? Zone(Restoration item, HostileText value) => item.Property.Raw == "type" && value.IsEmpty && PowerShellText.Name(item.Object) is { } zone ? $"Remove-DnsServerZone -Name {zone} -Force" : null;

    static string? Announced(Restoration item, HostileText value)
    {
        var isV6 = item.Property.Raw == "dns-servers";
        var (family, option) = isV6 ? ("v6", "23") : ("v4", "6");
        var words = item.Object.Raw.Split(' ');
        var where = words switch
        {
            [""] => "",
            ["scope", var scope] when PowerShellText.Address(scope) is { } address => isV6 ? $" -Prefix {address}" : $" -ScopeId {address}",
            ["reservation", var reserved] when PowerShellText.Address(reserved) is { } address => $" -ReservedIP {address}",
            _ => null,
        };
        return where is null ? null : PowerShellText.Addresses(value) is { } servers ? $"Set-DhcpServer{family}OptionValue -OptionId {option} -Value {servers}{where}"
            : value.Raw is "" or "none" ? $"Remove-DhcpServer{family}OptionValue -OptionId {option}{where}" : null;
    }

    static string? BlockList(Restoration item, HostileText value)
    {
        if (item.Property.Raw == "EnableGlobalQueryBlockList")
        {
            return Word(value, ("yes", "$true"), ("no", "$false"), ("1", "$true"), ("0", "$false")) is { } enable ? $"Set-DnsServerGlobalQueryBlockList -Enable {enable}" : null;
        }
        var names = value.Raw.Split(',', StringSplitOptions.TrimEntries).Select(name => PowerShellText.Name(HostileText.Text(name))).ToList();
        return item.Property.Raw == "GlobalQueryBlockList" && !names.Contains(null) ? $"Set-DnsServerGlobalQueryBlockList -List {string.Join(",", names)}" : null;
    }

    /// <summary>A record that came goes, one that went comes back, where its data are an address or a name. Which zone holds it the server itself knows best.</summary>
    static string? Record(Restoration item, HostileText value, HostileText now)
    {
        var type = item.Property.Raw.ToUpperInvariant();
        var data = value.IsEmpty ? now : value;
        var word = type is "A" or "AAAA" ? PowerShellText.Address(data.Raw) : type is "CNAME" or "NS" or "PTR" ? PowerShellText.Name(data) : null;
        if (word is null || PowerShellText.Name(item.Object) is not { } name)
        {
            return null;
        }
        var add = type switch { "A" => "-A -IPv4Address", "AAAA" => "-AAAA -IPv6Address", "CNAME" => "-CName -HostNameAlias", "NS" => "-NS -NameServer", _ => "-Ptr -PtrDomainName" };
        return value.IsEmpty ? $"Find-Zone {name} | ForEach-Object {{ Remove-DnsServerResourceRecord -ZoneName $_.Zone -Name $_.Name -RRType {type} -RecordData {word} -Force }}"
            : $"Find-Zone {name} | ForEach-Object {{ Add-DnsServerResourceRecord -ZoneName $_.Zone -Name $_.Name {add} {word} }}";
    }

    static string? Delegation(Restoration item, HostileText value, HostileText now) =>
        value.IsEmpty && !now.IsEmpty && item.Property.Raw == "delegation" && PowerShellText.Name(item.Object) is { } child
            ? $"Find-Zone {child} | ForEach-Object {{ Remove-DnsServerZoneDelegation -Name $_.Zone -ChildZoneName $_.Name -Force }}" : null;

    static string? Word(HostileText value, params ReadOnlySpan<(string Is, string Word)> words)
    {
        foreach (var (text, word) in words)
        {
            if (value.Raw == text)
            {
                return word;
            }
        }
        return null;
    }
}
