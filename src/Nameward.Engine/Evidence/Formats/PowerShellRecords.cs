using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What objects of <c>Get-DnsServerResourceRecord</c> say. Such an object names its zone only by its place in the directory; of one from a file the name stays relative.
/// The data is an object of its own, which some forms of export leave out or write as texts: <c>IPv4Address = "192.0.2.1"</c>. One belongs to one reader.
/// </summary>
sealed class PowerShellRecords(PowerShellObject all)
{
    /// <summary>Properties of the data by the type of the record, in the order of a zone file: https://learn.microsoft.com/windows/win32/dns.</summary>
    static readonly ImmutableArray<(byte[] Type, ImmutableArray<byte[]> Fields)> Types =
    [
        Of("A", "IPv4Address"), Of("AAAA", "IPv6Address"), Of("CNAME", "HostNameAlias"), Of("DNAME", "DomainNameAlias"), Of("NS", "NameServer"), Of("PTR", "PtrDomainName"),
        Of("MX", "Preference", "MailExchange"), Of("SRV", "Priority", "Weight", "Port", "DomainName"), Of("TXT", "DescriptiveText"),
        Of("SOA", "PrimaryServer", "ResponsiblePerson", "SerialNumber"), Of("WINS", "WinsServers"), Of("WINSR", "ResultDomain"),
    ];

    readonly JoinedText _object = new();
    readonly JoinedText _value = new();

    static ReadOnlySpan<byte> Directory => ",cn=microsoftdns"u8;

    /// <summary>Says what a record is.</summary>
    public void Say(int node, SnapshotRecord record)
    {
        var type = all.Text(node, "RecordType"u8);
        AddOwner(node);
        _value.Clear();
        var isNameServer = Ascii.EqualsIgnoreCase(type, "NS"u8);
        AddData(all.Find(node, "RecordData"u8), type, isNameServer);
        record.Say(isNameServer ? ConfigurationKind.NameServers : ConfigurationKind.Record, _object.Text, type, _value.Text);
    }

    /// <summary>Says which server is asked where nothing else is known: its name, which is a record itself.</summary>
    public void SayRootHint(int node, SnapshotRecord record)
    {
        AddNameServer(node, _value.Clear());
        record.Say(ConfigurationKind.NameServers, "."u8, "NameServer"u8, _value.Text);
    }

    /// <summary>Adds the name of a name server, which is a record or a text.</summary>
    public void AddNameServer(int node, JoinedText to)
    {
        var server = all.Find(node, "NameServer"u8);
        if (server != PowerShellObject.None && all.IsNode(server))
        {
            var data = all.Find(server, "RecordData"u8);
            to.AddName(data == PowerShellObject.None ? [] : Field(data, "NameServer"u8));
        }
        else
        {
            to.AddName(all.Text(server));
        }
    }

    /// <summary>The whole name of the record: <c>DC=www,DC=x-example.com,cn=MicrosoftDNS,...</c> tells the zone.</summary>
    void AddOwner(int node)
    {
        var name = all.Text(node, "HostName"u8);
        var zone = all.Text(node, "ZoneName"u8);
        zone = zone.IsEmpty ? ZoneOf(all.Text(node, "DistinguishedName"u8)) : zone;
        var isWhole = zone.IsEmpty || name is [.., (byte)'.'] || Ascii.EqualsIgnoreCase(name, zone);
        _object.Clear().AddName(!isWhole && name is [(byte)'@'] ? zone : name);
        if (!isWhole && name is not [(byte)'@'])
        {
            _object.Add("."u8).AddName(zone);
        }
    }

    ReadOnlySpan<byte> ZoneOf(ReadOnlySpan<byte> distinguished)
    {
        var lower = _value.Clear().AddLower(distinguished).Text;
        var end = lower.IndexOf(Directory);
        var start = end < 0 ? -1 : lower[..end].LastIndexOf("dc="u8);
        return start < 0 ? [] : distinguished[(start + 3)..end];
    }

    void AddData(int data, ReadOnlySpan<byte> type, bool isName)
    {
        if (data == PowerShellObject.None)
        {
            return;
        }
        foreach (var (known, fields) in Types)
        {
            if (!Ascii.EqualsIgnoreCase(type, known))
            {
                continue;
            }
            foreach (var field in fields)
            {
                _ = isName ? _value.AddName(Field(data, field)) : _value.AddWord(Field(data, field));
            }
        }
        var plain = _value.IsEmpty ? all.Text(data) : [];
        _ = isName ? _value.AddName(plain) : _value.Add(plain);
    }

    /// <summary>A field of the data: a property of it, or one of the texts that stand for its properties.</summary>
    ReadOnlySpan<byte> Field(int data, ReadOnlySpan<byte> name)
    {
        if (!all.IsNode(data))
        {
            return [];
        }
        if (all.Text(data, name) is { IsEmpty: false } plain)
        {
            return plain;
        }
        var properties = all.Find(data, "CimInstanceProperties"u8);
        if (properties == PowerShellObject.None || !all.IsNode(properties))
        {
            return properties == PowerShellObject.None ? [] : Written(all.Text(properties), name);
        }
        for (var item = all.First(properties); item != PowerShellObject.None; item = all.Next(item))
        {
            var value = !all.IsNode(item) ? Written(all.Text(item), name) : all.Text(item, "Name"u8).SequenceEqual(name) ? all.Text(item, "Value"u8) : [];
            if (!value.IsEmpty)
            {
                return value;
            }
        }
        return [];
    }

    /// <summary>The value of a field in <c>MailExchange = "mail.x-example.com." Preference = 10</c>.</summary>
    static ReadOnlySpan<byte> Written(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        while (!text.IsEmpty)
        {
            var mark = text.IndexOf(" = "u8);
            if (mark < 0)
            {
                return [];
            }
            var field = text[..mark].Trim((byte)' ');
            text = text[(mark + 3)..];
            var isQuoted = TextWords.TryTake(ref text, "\""u8);
            var value = TextWords.TakeUntil(ref text, isQuoted ? (byte)'"' : (byte)' ');
            if (field.SequenceEqual(name))
            {
                return value;
            }
        }
        return [];
    }

    static (byte[] Type, ImmutableArray<byte[]> Fields) Of(string type, params string[] fields) =>
        (Encoding.ASCII.GetBytes(type), [.. fields.Select(Encoding.ASCII.GetBytes)]);
}
