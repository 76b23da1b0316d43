using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What tshark and we both tell of one DNS message.</summary>
sealed record TsharkMessage(long Packet, long Ticks, string Client, string Server, int Id, string Name, int Type, int? Rcode, int Answers)
{
    /// <summary>Whether it came over TCP; tshark and we are not compared by it, for the ends are the same.</summary>
    public bool IsTcp { get; private init; }

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
    /// Whether two names may be one that has bytes which are not ASCII: tshark takes bytes behind such a one for a part of it, so that what it shows of the
    /// ASCII is to be found in ours, in order, with at most three bytes left out for each that is none.
    /// </summary>
    public static bool IsAlike(string ours, string theirs)
    {
        string whole = Printable(ours), rest = Printable(theirs);
        var at = 0;
        foreach (var c in whole)
        {
            at += at < rest.Length && rest[at] == c ? 1 : 0;
        }
        return at == rest.Length && whole.Length - rest.Length <= 3 * (ours.Length - whole.Length) && ours.Length > whole.Length;
    }

    static string Printable(string name) => string.Concat(name.Where(c => c is > ' ' and <= '~' and not '\\'));

    static string Escape(char c)
    {
        var place = "\a\b\t\n\v\f\r".IndexOf(c, StringComparison.Ordinal);
        return place >= 0 ? "\\" + "abtnvfr"[place] : "\\" + Convert.ToString(c, 8).PadLeft(3, '0');
    }

    static string Text(Endpoint end) => string.Create(CultureInfo.InvariantCulture, $"{end.Address} {end.Port}");
}
