using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What values of the registry say of DNS: https://learn.microsoft.com/windows-server/networking/dns/ and MS-DNSP section 3.1.1.1 for the server, MS-GPNRPT
/// section 2.2.2 for rules of names. A value that says nothing, as an empty list of servers, is of no concern. One belongs to one reader.
/// </summary>
sealed class RegistryStatements(RegistryState key)
{
    readonly SnapshotRecord _record = new();
    readonly JoinedText _text = new();
    readonly JoinedText _object = new();
    bool _isUnknown;

    /// <summary>Whether values of keys of an area are needed to understand later ones.</summary>
    public static bool Remembers(RegistryArea area) => area is RegistryArea.Computer or RegistryArea.Interface or RegistryArea.NameRule or RegistryArea.Zone;

    /// <summary>Takes a value of the key.</summary>
    public LineResult Take(RegistryValue value, long offset, IBatchWriter rows)
    {
        _isUnknown = false;
        _record.Begin(offset, rows);
        _record.Host.Clear().Add(key.Host.Text);
        if (value.Kind != RegistryKind.None)
        {
            _text.Clear();
            SayOf(value);
        }
        return _isUnknown ? LineResult.Malformed("addresses in bytes of no known layout") : _record.HasSaid ? LineResult.Observed : LineResult.Ignored;
    }

    void SayOf(RegistryValue value)
    {
        switch (key.Area)
        {
            case RegistryArea.Computer when Is(value, "ComputerName"u8):
                RememberHost(value);
                break;
            case RegistryArea.Interface or RegistryArea.ClientPolicy or RegistryArea.Client:
                SayHost(value);
                break;
            case RegistryArea.NameRule:
                SayRule(value);
                break;
            case RegistryArea.Https:
                SayText(ConfigurationKind.Other, value, "Template"u8, "DohTemplate"u8, "DohFlags"u8);
                break;
            case RegistryArea.Server:
                SayServer(value);
                break;
            case RegistryArea.Zone:
                SayZone(value);
                break;
        }
    }

    /// <summary>The servers that the host or an interface asks, and the suffixes that it tries.</summary>
    void SayHost(RegistryValue value)
    {
        if (Is(value, "NameServer"u8) || Is(value, "DhcpNameServer"u8))
        {
            SayAddresses(ConfigurationKind.Resolvers, key.Item.Text, value);
        }
        else if (key.Area == RegistryArea.Interface && Is(value, "Hostname"u8))
        {
            RememberHost(value);
        }
        SayText(ConfigurationKind.Other, value, "Domain"u8, "DhcpDomain"u8, "SearchList"u8);
        SayText(ConfigurationKind.Other, value, "EnableAutoDoh"u8, "DoHPolicy"u8, "EnableMulticast"u8);
    }

    /// <summary>A rule names its namespaces and the servers that are asked for them: https://learn.microsoft.com/powershell/module/dnsclient/add-dnsclientnrptrule.</summary>
    void SayRule(RegistryValue value)
    {
        if (Is(value, "Name"u8))
        {
            RegistryState.Remember(key.Told, _object.Clear().AddLower(value.Text).Text);
        }
        // Before it was told, the rule stands for its namespaces.
        var names = key.Told.IsEmpty ? key.Item.Text : key.Told.Text;
        while (!names.IsEmpty)
        {
            SayRule(TextWords.TakeUntil(ref names, (byte)',').TrimStart((byte)' '), value);
        }
    }

    void SayRule(ReadOnlySpan<byte> name, RegistryValue value)
    {
        if (Is(value, "Name"u8))
        {
            _record.Say(ConfigurationKind.Policy, name, value.Name, key.Item.Text);
        }
        else if (Is(value, "GenericDNSServers"u8) || Is(value, "DirectAccessDNSServers"u8))
        {
            SayAddresses(ConfigurationKind.Resolvers, name, value);
        }
        else if (Is(value, "DNSSECValidationRequired"u8))
        {
            _record.Say(ConfigurationKind.Dnssec, name, value.Name, YesOrNo(value));
        }
    }

    void SayServer(RegistryValue value)
    {
        if (Is(value, "Forwarders"u8))
        {
            SayAddresses(ConfigurationKind.Forwarders, "."u8, value);
        }
        else if (Is(value, "ListenAddresses"u8))
        {
            SayAddresses(ConfigurationKind.Listening, [], value);
        }
        else if (Is(value, "NoRecursion"u8))
        {
            _record.Say(ConfigurationKind.Recursion, [], value.Name, value.Number == 0 ? "any"u8 : "none"u8);
        }
        else if (Is(value, "EnableDnsSec"u8))
        {
            _record.Say(ConfigurationKind.Dnssec, [], value.Name, YesOrNo(value));
        }
        else if (Is(value, "LogLevel"u8))
        {
            _record.Say(ConfigurationKind.Logging, [], value.Name, value.Number == 0 ? "none"u8 : "dns.log"u8);
        }
        else if (Is(value, "EventLogLevel"u8))
        {
            _record.Say(ConfigurationKind.Logging, [], value.Name, value.Number == 0 ? "none"u8 : "event log"u8);
        }
        SayText(ConfigurationKind.Plugin, value, "ServerLevelPluginDll"u8, [], []);
        SayText(ConfigurationKind.Logging, value, "LogFilePath"u8, [], []);
        SayText(ConfigurationKind.Policy, value, "GlobalQueryBlockList"u8, "EnableGlobalQueryBlockList"u8, []);
        SayText(ConfigurationKind.Other, value, "IsSlave"u8, [], []);
    }

    /// <summary>A zone whose settings stand in the registry and not in the directory; the numbers are those of MS-DNSP sections 2.2.5.1.1, 2.2.5.1.2 and 2.2.6.1.1.</summary>
    void SayZone(RegistryValue value)
    {
        if (Is(value, "Type"u8))
        {
            RegistryState.Remember(key.Told, MicrosoftZones.Type(Digits(value)));
            _record.Say(ConfigurationKind.Zone, key.Item.Text, "type"u8, key.Told.Text);
        }
        else if (Is(value, "AllowUpdate"u8))
        {
            _record.Say(ConfigurationKind.Updates, key.Item.Text, value.Name, MicrosoftZones.Updates(Digits(value)));
        }
        else if (Is(value, "SecureSecondaries"u8))
        {
            _record.Say(ConfigurationKind.Transfers, key.Item.Text, value.Name, MicrosoftZones.Transfers(Digits(value)));
        }
        else if (Is(value, "MasterServers"u8))
        {
            SayAddresses(key.Told.Text.SequenceEqual("forward"u8) ? ConfigurationKind.Forwarders : ConfigurationKind.Zone, key.Item.Text, value);
        }
        else if (Is(value, "SecondaryServers"u8))
        {
            SayAddresses(ConfigurationKind.Transfers, key.Item.Text, value);
        }
    }

    void SayAddresses(ConfigurationKind kind, ReadOnlySpan<byte> item, RegistryValue value)
    {
        _isUnknown = !value.TryAddresses(_text.Clear());
        if (!_isUnknown && !_text.IsEmpty)
        {
            _record.Say(kind, item, value.Name, _text.Text);
        }
    }

    /// <summary>Says what a value holds, where it has one of three names and is not empty.</summary>
    void SayText(ConfigurationKind kind, RegistryValue value, ReadOnlySpan<byte> name, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        if (!Is(value, name) && !Is(value, second) && !Is(value, third))
        {
            return;
        }
        var text = value.Kind == RegistryKind.Number ? Digits(value) : value.Text;
        if (!text.IsEmpty)
        {
            _record.Say(kind, key.Item.Text, value.Name, text);
        }
    }

    /// <summary>The name stands in several keys; one may be newer than the others until the computer starts anew.</summary>
    void RememberHost(RegistryValue value)
    {
        if (key.Host.IsEmpty)
        {
            RegistryState.Remember(key.Host, value.Text);
        }
    }

    ReadOnlySpan<byte> Digits(RegistryValue value) => _text.Clear().AddNumber((long)Math.Min(value.Number, long.MaxValue)).Text;

    static ReadOnlySpan<byte> YesOrNo(RegistryValue value) => value.Number == 0 ? "no"u8 : "yes"u8;

    static bool Is(RegistryValue value, ReadOnlySpan<byte> name) => !name.IsEmpty && Ascii.EqualsIgnoreCase(value.Name, name);
}
