using System.CommandLine;
using Nameward.Engine;

namespace Nameward.App.Verbs;

/// <summary><c>ingest PATH...</c>: evidence into the store, each row once.</summary>
static class IngestVerb
{
    const string About = """
        Takes evidence into the store, so that it is remembered when the files are gone: rollups of every client, zone and server by day, and passive DNS.

        Each row of evidence counts once, whatever file it stands in: the same file again, a log that was rotated and grew, exports that overlap, and the same
        rows packed otherwise change nothing. A file is taken in whole or not at all, also where the program is killed or the disk is full; run it again then.

        Examples:
          nameward ingest /var/log/zeek/
          nameward ingest monday.pcap.gz --store office.db
          nameward ingest dns.log dns.log.1 dns.log.2.gz --format json
        """;

    public static Command Create()
    {
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json);
        var store = StoreOption.Create();
        var verb = new Command("ingest", About);
        reading.AddTo(verb);
        verb.Options.Add(store);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var request = reading.Read(parsed, mistakes);
            var path = StoreOption.Path(parsed.GetValue(store), mistakes);
            return mistakes.Count == 0 ? new IngestRun(request, path).Run() : throw new UserError([.. mistakes]);
        });
        return verb;
    }
}
