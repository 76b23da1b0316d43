using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads what a host says of its DNS servers, block by block: a heading names the interface of the block below it, or the first line does. Of all that came before
/// a block only the name of the host and the last heading matter. Zones of addresses (<c>fe80::1%12</c>) are left out: the interface is named.
/// </summary>
sealed class IpConfigReader : LineReader
{
    const string NoServer = "no address stands where that of a DNS server should";

    /// <summary>Labels of the servers, in all the languages that are read.</summary>
    static readonly ImmutableArray<byte[]> ServerLabels =
        Words("DNS Servers", "DNS-Server", "Serveurs DNS", "Servidores DNS", "Server DNS", "Fallback DNS Servers", "nameserver[");

    /// <summary>Labels of the host's name, of which the accents stand in the code page of the system: <c>Nom de l'hôte</c> is known by its beginning.</summary>
    static readonly ImmutableArray<byte[]> HostLabels = Words("Host Name", "Hostname", "Nom de l'h", "Nom de l’h", "Nombre de host", "Nome do host", "Nome host");

    /// <summary>First lines of a block that name what it is about.</summary>
    static readonly ImmutableArray<byte[]> Headings = Words("resolver #", "Link ", "Global");

    readonly JoinedText _host = new();
    readonly JoinedText _interface = new();

    // Made when first read with: what is forked is kept for each block of a source.
    SnapshotRecord Record => field ??= new();
    JoinedText Servers => field ??= new();
    JoinedText Label => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public IpConfigReader()
    {
    }

    IpConfigReader(IpConfigReader other)
        : base(other)
    {
        _host.Add(other._host.Text);
        _interface.Add(other._interface.Text);
    }

    /// <inheritdoc/>
    public override IRecordReader Fork() => new IpConfigReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => TextBlocks.EndOf(text);

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line) => ReadLine(line, 0, NoRows.Instance);

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        Record.Begin(offset, rows);
        Servers.Clear();
        var (isFirst, isList, isDamaged) = (true, false, false);
        while (!line.IsEmpty)
        {
            var text = TextWords.TakeUntil(ref line, (byte)'\n').TrimEnd(" \t\r"u8);
            var isIndented = text is [(byte)' ' or (byte)'\t', ..];
            text = text.TrimStart(" \t"u8);
            var isHeading = isFirst && TakeHeading(text, isIndented, isAlone: line.Trim(" \t\r\n"u8).IsEmpty);
            isFirst = false;
            if (isHeading)
            {
                continue;
            }
            if (StartsWithAny(text, ServerLabels) is > 0 and var label && text.IndexOf((byte)':') is > 0 and var colon)
            {
                TakeLabel(text[..label].TrimEnd((byte)'['));
                isList = true;
                isDamaged |= !TryAdd(text[(colon + 1)..]);
                continue;
            }
            isList = isList && isIndented && TryAdd(text);
            TakeHost(text);
        }
        TakeLabel([]);
        return Record.HasSaid ? LineResult.Observed : isDamaged ? LineResult.Malformed(NoServer) : LineResult.Ignored;
    }

    /// <summary>Goes on to the servers of another label; those of the last one are told.</summary>
    void TakeLabel(ReadOnlySpan<byte> label)
    {
        if (!Servers.IsEmpty && !Label.Text.SequenceEqual(label))
        {
            Record.Host.Clear().Add(_host.Text);
            Record.Say(ConfigurationKind.Resolvers, _interface.Text, Label.Text, Servers.Text);
            Servers.Clear();
        }
        Label.Clear().Add(label);
    }

    /// <summary>Takes a line that names what the block is about, or the one below it: a line alone with a colon at its end, or a known beginning.</summary>
    bool TakeHeading(ReadOnlySpan<byte> text, bool isIndented, bool isAlone)
    {
        var isLabel = isAlone && text is [.., (byte)':'] && text.IndexOf(" ."u8) < 0;
        if (isIndented || !(isLabel || StartsWithAny(text, Headings) > 0))
        {
            // What a host prints begins with "Windows IP Configuration" in its language.
            if (!isIndented && isAlone && (text.IndexOf(" IP"u8) >= 0 || text.IndexOf("-IP-"u8) >= 0))
            {
                _host.Clear();
                _interface.Clear();
            }
            return false;
        }
        RegistryState.Remember(_interface, text.TrimEnd(": "u8));
        return true;
    }

    void TakeHost(ReadOnlySpan<byte> text)
    {
        if (StartsWithAny(text, HostLabels) > 0 && text.IndexOf((byte)':') is > 0 and var colon)
        {
            RegistryState.Remember(_host, text[(colon + 1)..].Trim(" \t"u8));
        }
    }

    /// <summary>Adds the addresses of a line, without their zones; false where something else stands there.</summary>
    bool TryAdd(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        if (text.IsEmpty)
        {
            return false;
        }
        while (!text.IsEmpty)
        {
            var word = TextWords.Take(ref text);
            // resolved may know a server by the name in its certificate: 192.0.2.1#dns.example.
            var end = word.IndexOfAny((byte)'%', (byte)'#');
            word = end < 0 ? word : word[..end];
            if (word.IsEmpty)
            {
                continue;
            }
            if (!Address.TryParse(word, out _))
            {
                return false;
            }
            Servers.AddItem(word);
        }
        return true;
    }

    /// <summary>Bytes of the beginning that a text has of some; 0 where it has none.</summary>
    static int StartsWithAny(ReadOnlySpan<byte> text, ImmutableArray<byte[]> words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word))
            {
                return word.Length;
            }
        }
        return 0;
    }

    static ImmutableArray<byte[]> Words(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
