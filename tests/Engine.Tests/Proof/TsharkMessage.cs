using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What tshark and we both tell of one DNS message.</summary>
sealed record TsharkMessage(long Packet, long Ticks, string Client, string Server, int Id, string Name, int Type, int? Rcode, int Answers)
{
    /// <summary>Whether it came over TCP; tshark and we are not compared by it, for the ends are the same.</summary>
    public bool IsTcp { get; private init; }

    /// <summary>Bytes of the name as text, dots counted; compared where the text itself cannot be.</summary>
    public int NameBytes { get; init; }

    /// <summary>Where they differ in nothing.</summary>
    public bool Equals(TsharkMessage? other) => other is not null
        && (Packet, Ticks, Client, Server, Id, Name, Type) == (other.Packet, other.Ticks, other.Client, other.Server, other.Id, other.Name, other.Type)
        && (Rcode, Answers) == (other.Rcode, other.Answers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Packet, Id);

    /// <summary>What we tell of a message, in the words of tshark.</summary>
    public static TsharkMessage Of(in DnsMessage row, IObservationBatch batch)
    {
        var answers = 0;
        foreach (var record in new ResourceRecords(batch.Bytes(row.Answers)))
        {
            answers += record.Section == Section.Answer ? 1 : 0;
        }
        // tshark shows the four bits of the header; OPT adds the others.
        return new(row.At.Offset, row.Time.Ticks, Text(row.Client), Text(row.Server), row.Id, NameText(batch.Bytes(row.RawName)), row.Type, row.Rcode & 15, answers)
        {
            IsTcp = row.Transport == Transport.Tcp,
            NameBytes = batch.Bytes(row.RawName).Length - 2,
        };
    }

    /// <summary>A name as tshark prints it: labels as UTF-8, what is none replaced, control characters escaped.</summary>
    public static string NameText(ReadOnlySpan<byte> wire)
    {
        var bytes = new List<byte>();
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            bytes.AddRange(bytes.Count == 0 ? [] : "."u8);
            bytes.AddRange(wire.Slice(at + 1, wire[at]));
        }
        var text = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetString([.. bytes]))
        {
            text.Append(c is < ' ' or '\x7F' ? Escape(c) : c);
        }
        return bytes.Count == 0 ? "<Root>" : text.ToString();
    }

    /// <summary>
    /// Whether two names may be one that has bytes which are not ASCII. tshark shows such a byte as its own mark, and swallows ASCII behind it in places: so
    /// the name's length on the wire must be the same, and the text before the first such byte and from the label behind the last.
    /// </summary>
    public static bool IsAlike(TsharkMessage own, TsharkMessage other)
    {
        var first = own.Name.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (first < 0 || own.NameBytes != other.NameBytes)
        {
            return false;
        }
        var behind = own.Name.AsSpan().LastIndexOfAnyExceptInRange(' ', '~');
        var label = own.Name.IndexOf('.', behind);
        return other.Name.StartsWith(own.Name[..first], StringComparison.Ordinal) && (label < 0 || other.Name.EndsWith(own.Name[label..], StringComparison.Ordinal));
    }

    static string Escape(char c)
    {
        var place = "\a\b\t\n\v\f\r".IndexOf(c, StringComparison.Ordinal);
        return place >= 0 ? "\\" + "abtnvfr"[place] : "\\" + Convert.ToString(c, 8).PadLeft(3, '0');
    }

    static string Text(Endpoint end) => string.Create(CultureInfo.InvariantCulture, $"{end.Address} {end.Port}");
}
