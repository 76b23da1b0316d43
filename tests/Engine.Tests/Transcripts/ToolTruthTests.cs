using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Every decoder over every client in every zone of all labelled evidence: the tool, or none, and never another.</summary>
[Trait("tier", "ci")]
public sealed class ToolTruthTests
{
    [Fact]
    public void Look()
    {
        var rows = new List<string>();
        var tried = 0;
        foreach (var folder in new[] { "captures", "lab" })
        {
            var root = Path.GetDirectoryName(Samples.Shared(folder + "/TRUTH.tsv"))!;
            foreach (var file in TruthLine.Read(root).GroupBy(line => line.Path))
            {
                var clock = System.Diagnostics.Stopwatch.StartNew();
                var path = Path.Combine(root, "..", file.Key);
                foreach (var transcript in PairTranscripts.Of(path).All)
                {
                    tried++;
                    var pair = (SuspectPair)transcript.Suspect;
                    var zone = WireName.ToText(pair.In[0]);
                    var line = file.FirstOrDefault(line => line.Clients.Contains(pair.Client.ToString()) && line.IsUnder(zone));
                    clock.Restart();
                    var tool = DecoderList.Identify(transcript);
                    if (tool is not null || line is not null)
                    {
                        rows.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Key} {pair.Client} {zone} truth={line?.Tool} -> {tool?.Tool} agreed {tool?.Agreed} disagreed {tool?.Disagreed} bits {tool?.Bits} at {tool?.DecidedAt}/{transcript.Messages.Length} {clock.ElapsedMilliseconds} ms: {tool?.Text.Render(text => text.Raw)}"));
                    }
                }
            }
        }
        File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Samples.Own("artifacts")).FullName, "tools.md"), [$"tried {tried}", .. rows]);
    }
}
