using System.Collections.Immutable;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Every decoder over every client in every zone of all labelled evidence, suspect or not: the tool, or none, and never another.</summary>
[Trait("tier", "ci")]
public sealed class ToolTruthTests(ToolTruthTests.Tried tried) : IClassFixture<ToolTruthTests.Tried>
{
    /// <summary>Sessions of a tool that have no name: all that is in the file of this one is its last eleven names. The list is exact.</summary>
    static readonly string[] Unnamed = ["logs/B.bind-query.log.gz 10.60.1.13 bookcovers.org iodine"];

    [Fact]
    public void EverySessionOfAToolHasItsNameAndNoneAnother()
    {
        var lines = All().Lines.Where(line => line.Line.Tool is not (null or TruthLabels.UnknownTool)).ToList();
        Assert.Equal(80, lines.Count);
        Assert.Equal(Unnamed, lines.Where(line => line.Named is []).Select(line => line.ToString()));
        Assert.Empty(lines.Where(line => line.Named.Any(name => name != line.Line.Tool)).Select(line => line.ToString()));
    }

    [Fact]
    public void WhatAForwarderPassesOnHasTheNameOfTheSessionAndNothingElseHasOne()
    {
        var all = All();
        Assert.Empty(all.Others.Where(other => other.Truth != other.Tool).Select(other => other.ToString()));
        Assert.Equal(18, all.Others.Count);
    }

    [Fact]
    public void NoPairOfABenignFileHasAName()
    {
        var all = All();
        Assert.Equal(0, all.NamedInBenign);
        Assert.Equal(7458, all.InBenign);
    }

    Tried All()
    {
        tried.Walk(Samples.Shared("captures/TRUTH.tsv"), Samples.Shared("lab/TRUTH.tsv"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried.Pairs} pairs tried, {tried.InBenign} of them in benign files");
        return tried;
    }

    /// <summary>A line of the truth and the tools that its pairs are proved to speak.</summary>
    internal sealed record LineTools(TruthLine Line, ImmutableArray<string> Named)
    {
        public override string ToString() => $"{Line.Path} {string.Join(',', Line.Clients)} {Line.Subject.Text.Raw} {Line.Tool}{string.Concat(Named.Select(name => " named " + name))}";
    }

    /// <summary>A named pair of which no line tells, and the one tool of its file.</summary>
    internal sealed record OtherTool(string Path, string Client, string Zone, string Tool, string Truth);

    /// <summary>The walk over all files, taken once for all tests.</summary>
    public sealed class Tried
    {
        internal List<LineTools> Lines { get; } = [];
        internal List<OtherTool> Others { get; } = [];
        internal int Pairs { get; private set; }
        internal int InBenign { get; private set; }
        internal int NamedInBenign { get; private set; }

        internal void Walk(params ReadOnlySpan<string> tables)
        {
            if (Pairs > 0)
            {
                return;
            }
            foreach (var table in tables)
            {
                using var text = new StreamReader(table);
                foreach (var file in TruthTable.Read(table, text).GroupBy(line => line.Path))
                {
                    Walk(Path.Combine(Path.GetDirectoryName(table)!, file.Key), [.. file]);
                }
            }
            // The output of a test that passes is not shown; this line is.
            Console.WriteLine($"    tools: {Lines.Count(line => line.Named is not [])} labelled sessions named, {Others.Count} forwarded ones; {Pairs} pairs tried, {InBenign} of them in benign files, of which {NamedInBenign} have a name");
        }

        void Walk(string path, ImmutableArray<TruthLine> lines)
        {
            var named = new List<(SuspectPair Pair, string Zone, string Tool)>();
            foreach (var transcript in PairTranscripts.Of(path).All)
            {
                Pairs++;
                InBenign += lines[0].IsBenign ? 1 : 0;
                var pair = (SuspectPair)transcript.Suspect;
                if (DecoderList.Identify(transcript) is { } tool)
                {
                    named.Add((pair, WireName.ToText(pair.In[0]), tool.Tool));
                }
            }
            NamedInBenign += lines[0].IsBenign ? named.Count : 0;
            Lines.AddRange(lines.Where(line => !line.IsBenign).Select(line => new LineTools(line, [.. named.Where(one => IsTold(line, one.Pair, one.Zone)).Select(one => one.Tool)])));
            var truth = string.Join('+', lines.Select(line => line.Tool).Distinct());
            Others.AddRange(named.Where(one => !lines.Any(line => IsTold(line, one.Pair, one.Zone)))
                .Select(one => new OtherTool(lines[0].Path, one.Pair.Client.ToString(), one.Zone, one.Tool, truth)));
        }

        static bool IsTold(TruthLine line, SuspectPair pair, string zone) =>
            line.Clients.Contains(pair.Client) && line.Subject.IsOf(new(null, HostileText.Name(zone), [HostileText.Name(zone)], null, null, null));
    }
}
