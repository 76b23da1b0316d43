using System.Globalization;
using System.Text;
using Nameward.Bench.Generating;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Writing;

/// <summary>
/// Queries as the query log of BIND 9.18 has them. It is written where clients ask: what its resolver asks of other servers, and what hosts of a link ask each
/// other, is not in it.
/// </summary>
/// <param name="resolvers">The addresses that answer others.</param>
sealed class BindLogWriter(IReadOnlySet<Address> resolvers) : IEvidenceWriter
{
    /// <inheritdoc/>
    public string Ending => ".log";

    /// <inheritdoc/>
    public void Head(OutputBuffer to)
    {
    }

    /// <inheritdoc/>
    public void Write(OutputBuffer to, Message message)
    {
        var row = message.Row;
        if (!message.IsQuery || row.Server.IsOfTheLink || resolvers.Contains(row.Client.Address))
        {
            return;
        }
        var name = TextOf(message.Name);
        var flags = ((row.Header & HeaderBits.Shown) == 0 || (row.Header & HeaderBits.RecursionDesired) != 0 ? "+" : "-") + (row.Transport == Transport.Tcp ? "T" : "");
        var server = row.Server.Address.IsNone ? "" : $" ({row.Server.Address})";
        to.Text(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{row.Time:dd-MMM-yyyy HH:mm:ss.fff} client @0x7f {row.Client.Address}#{row.Client.Port} ({name}): query: {name} IN {RecordTypes.Name(row.Type)} {flags}{server}\n")));
        to.EndRecord();
    }

    /// <summary>A name as BIND writes it (dns_name_totext in lib/dns/name.c): what is special in zone files behind a backslash, what is not printable in decimal.</summary>
    static string TextOf(byte[] name)
    {
        var text = new StringBuilder(name.Length);
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            text.Append(at > 0 ? "." : "");
            foreach (var c in name.AsSpan(at + 1, name[at]))
            {
                _ = c is <= (byte)' ' or >= 0x7F ? text.Append(CultureInfo.InvariantCulture, $"\\{c:D3}")
                    : "\"().;\\@$".Contains((char)c) ? text.Append('\\').Append((char)c) : text.Append((char)c);
            }
        }
        return text.Length == 0 ? "." : text.ToString();
    }
}
