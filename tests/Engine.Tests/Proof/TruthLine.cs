using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Proof;

/// <summary>One line of a table of labelled evidence: what is known to have happened in a file.</summary>
/// <param name="Path">The file, relative to the folder of the table, with that folder's name in front.</param>
/// <param name="Clients">Addresses of the clients concerned, any of which is the true one; "*" for all.</param>
/// <param name="Subject">The name under which the channel speaks, a server, or "*".</param>
/// <param name="Label">What it is: "benign", "tunnel", "exfil", "c2" and others.</param>
/// <param name="Tool">Id of the tool; empty where none.</param>
/// <param name="PayloadBytes">Bytes carried; null where that is not known.</param>
sealed record TruthLine(string Path, string[] Clients, string Subject, string Label, string Tool, long? PayloadBytes)
{
    const long SurelyEnoughBytes = 4000, SurelyEnoughQueries = 500;

    public bool IsBenign => Label == "benign";

    /// <summary>Whether the name of a finding's zone is that of the subject's registrable domain.</summary>
    public bool IsUnder(string zone) => Subject == zone || Subject.EndsWith("." + zone, StringComparison.Ordinal);

    /// <summary>Whether it is a server that answers falsely, or that has no business there.</summary>
    public bool IsOfServer => Label.Contains("rogue-resolver", StringComparison.Ordinal) || Label.Contains("altered-answers", StringComparison.Ordinal);

    /// <summary>Whether a finding is the truth of this line: its client, in a zone of the subject or at the server that the subject is.</summary>
    public bool IsTold(TriageFinding finding) => finding.Affected.Any(client => Clients.Contains(client.Client.Raw))
        && (IsOfServer ? finding.Subject.Server?.Raw == Subject : finding.Subject.Zones.Any(zone => IsUnder(zone.Raw)));

    /// <summary>
    /// Whether it must be found: a server always, a channel if so much went through it, with this many queries of the true client in the evidence.
    /// </summary>
    public bool MustEscalate(long queries) => IsOfServer || (Label is "tunnel" or "exfil" && (PayloadBytes is { } bytes ? bytes >= SurelyEnoughBytes : queries >= SurelyEnoughQueries));

    /// <summary>The subject in canonical wire form; null where it is no name.</summary>
    public byte[]? SubjectName()
    {
        var name = new byte[WireName.MaxBytes];
        var length = Subject == "*" || Address.TryParse(Encoding.ASCII.GetBytes(Subject), out _) ? 0 : WireName.FromText(Encoding.ASCII.GetBytes(Subject), name);
        return length > 0 ? name[..length] : null;
    }

    /// <summary>The lines of a table that lies in <paramref name="folder"/>.</summary>
    public static IEnumerable<TruthLine> Read(string folder)
    {
        var rows = File.ReadLines(System.IO.Path.Combine(folder, "TRUTH.tsv")).Select(line => line.Split('\t'));
        var header = rows.First();
        foreach (var row in rows.Skip(1))
        {
            string Field(string name) => row[Array.IndexOf(header, name)];
            long? payload = Field("payload_bytes") is { Length: > 0 } bytes ? long.Parse(bytes, CultureInfo.InvariantCulture) : null;
            yield return new($"{System.IO.Path.GetFileName(folder)}/{Field("path")}", Field("client").Split(','), Field("subject"), Field("label"), Field("tool"), payload);
        }
    }
}
