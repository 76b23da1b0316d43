using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>One line of a table of labelled evidence (TRUTH.tsv) that tells of a channel.</summary>
/// <param name="Path">The file, relative to the folder of the table.</param>
/// <param name="Client">Addresses of the clients concerned, with commas between them.</param>
/// <param name="Subject">The name under which the channel speaks.</param>
/// <param name="Label">What it is: "tunnel", "exfil", "c2".</param>
/// <param name="Tool">Id of the tool; empty or "unknown" where it is not known.</param>
/// <param name="Start">When it began, as the table has it; empty where that is not known.</param>
/// <param name="End">When it ended.</param>
/// <param name="PayloadBytes">Bytes carried both ways; null where that is not known.</param>
/// <param name="Notes">What else there is to say.</param>
sealed record LabelledSession(string Path, string Client, string Subject, string Label, string Tool, string Start, string End, long? PayloadBytes, string Notes)
{
    static readonly string[] Columns = ["path", "client", "subject", "label", "tool", "start", "end", "payload_bytes", "notes"];
    static readonly string[] Channels = ["tunnel", "exfil", "c2"];

    /// <summary>The head of a table.</summary>
    public static string Head => string.Join('\t', Columns);

    /// <summary>Whether the table excuses whoever misses it: the handshake failed, or only an edge of the session is in the file.</summary>
    public bool IsExcused => Notes.Contains("setup FAILED", StringComparison.Ordinal) || Notes.StartsWith("only an edge", StringComparison.Ordinal);

    /// <summary>The addresses of <see cref="Client"/>.</summary>
    public ImmutableArray<Address> ClientAddresses =>
        [.. Client.Split(',').Select(text => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : Address.None).Where(address => !address.IsNone)];

    /// <summary>The subject in canonical wire form; empty where it is no name.</summary>
    public byte[] SubjectName
    {
        get
        {
            var name = new byte[WireName.MaxBytes + 1];
            var text = Encoding.ASCII.GetBytes(Subject.ToLowerInvariant());
            return Subject == "*" || Address.TryParse(text, out _) ? [] : name[..WireName.FromText(text, name)];
        }
    }

    /// <summary>The lines of a table that tell of a channel with a client and a name, in the order of the table.</summary>
    /// <param name="table">Path of the table.</param>
    public static IEnumerable<LabelledSession> Read(string table)
    {
        var rows = File.ReadLines(table).Select(line => line.Split('\t'));
        var places = Columns.Select(column => Array.IndexOf(rows.First(), column)).ToArray();
        return rows.Skip(1).Select(row => Of([.. places.Select(place => place >= 0 && place < row.Length ? row[place] : "")]))
            .Where(session => Channels.Contains(session.Label) && session.SubjectName.Length > 0 && !session.ClientAddresses.IsEmpty);
    }

    /// <summary>The line as a table has it.</summary>
    public string Line() => string.Join('\t', Path, Client, Subject, Label, Tool, Start, End, PayloadBytes?.ToString(CultureInfo.InvariantCulture) ?? "", Notes);

    static LabelledSession Of(string[] fields) => new(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6],
        long.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null, fields[8]);
}
