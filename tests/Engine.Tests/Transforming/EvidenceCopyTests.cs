using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Nameward.Engine.Tests.Rollups;
using Nameward.Transform;
using Nameward.Transform.Writing;
using Xunit;

namespace Nameward.Engine.Tests.Transforming;

/// <summary>Copies as they are written, read back by our own readers.</summary>
public class EvidenceCopyTests
{
    public static TheoryData<string> Chains => ["rename", "shift -3", "slow 7", "thin 50", "jitter 50", "split 3", "split-clients 4", "short 8", "ttl 300", "no-answers", "thin 50 rename split 2 no-answers"];

    [Theory, InlineData("A05"), InlineData("A07"), InlineData("C01"), InlineData("A19")]
    public void EveryMessageOfACaptureComesBackAsItWas(string lab)
    {
        using var folder = new EvidenceFolder();
        var original = EvidenceReading.Read(Samples.Shared($"lab/captures/{lab}.client.pcap.gz"));
        var recording = MadeUpRecording.Of() with { Session = ExchangeGrouping.Of(original), Around = [] };
        Assert.Equal(original.Select(Text), ReadBack(recording, folder).Select(Text));
    }

    [Fact]
    public void WhateverARecordHoldsComesBackAsItWas()
    {
        using var folder = new EvidenceFolder();
        // Types whose data has a form are left out: random bytes are none. A row of both sides becomes two messages, and so does what is read back.
        var rows = new RandomTraffic(3).Rows(400).Where(row => row.Message.Type is not (RecordTypes.Cname or RecordTypes.Mx) && !row.Message.IsNameHidden);
        var original = MadeUpRecording.Read(rows.Select(row => row with { Message = row.Message with { Server = new(row.Message.Server.Address, 53) } }));
        var recording = MadeUpRecording.Of() with { Session = ExchangeGrouping.Of(original), Around = [] };
        Assert.Equal(recording.All.Select(Text), ReadBack(recording, folder).Select(Text));
    }

    [Fact]
    public void EveryByteOfANameComesBackFromALog()
    {
        using var folder = new EvidenceFolder();
        var recording = MadeUpRecording.Of(names: 256);
        var named = TransformationList.Parse(["no-answers"], out _)!.Value.Apply(recording, 1);
        named = named.With(named.Session.Select((exchange, index) => exchange.Each(message => message with { Name = [2, (byte)index, (byte)'x', .. recording.Subjects[0]] })));
        var back = ReadBack(named, folder).Where(message => message.Name[0] == 2).Select(message => message.Name).ToList();
        Assert.Equal(256, back.Count);
        Assert.All(back.Index(), name => Assert.Equal([2, (byte)name.Index, (byte)'x', .. recording.Subjects[0]], name.Item));
    }

    [Fact]
    public void ALogHasTheQueriesOfClientsAndNotThoseOfTheirResolver()
    {
        using var folder = new EvidenceFolder();
        var recording = TransformationList.Parse(["no-answers"], out _)!.Value.Apply(MadeUpRecording.Of(names: 40), 1);
        Assert.Equal(40, recording.SessionMessages.Count() / 2);
        Assert.Equal(40, ReadBack(recording, folder).Count(message => WireNames.StartOf(message.Name, recording.Subjects[0]) > 0));
    }

    [Fact]
    public void EvidenceThatTellsOfResponsesAndNotWhatTheyHoldBecomesALog()
    {
        using var folder = new EvidenceFolder();
        var recording = MadeUpRecording.Of(names: 40).Each(message => message with { Answers = [], Row = message.Row with { ShowsAnswers = false } });
        var truth = EvidenceCopy.Write(recording, folder.Path, "copy", "")[0];
        Assert.Equal("copy.log", truth.Path);
        Assert.Equal(40, EvidenceReading.Read(folder[truth.Path]).Count(message => WireNames.StartOf(message.Name, recording.Subjects[0]) > 0));
    }

    [Theory, MemberData(nameof(Chains))]
    public void TheSameSeedGivesTheSameBytesAndTheTruthIsReadBack(string chain)
    {
        using var folder = new EvidenceFolder();
        var transformations = TransformationList.Parse(chain.Split(' '), out _)!.Value;
        var truths = Enumerable.Range(0, 2).Select(_ => EvidenceCopy.Write(transformations.Apply(MadeUpRecording.Of(), 9), folder.Path, $"copy-{Directory.GetFiles(folder.Path).Length}", chain)).ToList();
        Assert.True(File.ReadAllBytes(folder[truths[0][0].Path]).AsSpan().SequenceEqual(File.ReadAllBytes(folder[truths[1][0].Path])));
        File.WriteAllLines(folder["TRUTH.tsv"], [LabelledSession.Head, .. truths[0].Select(truth => truth.Line())]);
        Assert.Equal(truths[0], LabelledSession.Read(folder["TRUTH.tsv"]));
        Assert.All(truths[0], truth => Assert.NotNull(Recording.Of(truth, EvidenceReading.Read(folder[truth.Path]))));
    }

    static IEnumerable<Message> ReadBack(Recording recording, EvidenceFolder folder) =>
        EvidenceReading.Read(folder[EvidenceCopy.Write(recording, folder.Path, "copy", "")[0].Path]);

    /// <summary>All that a copy keeps; times to the microsecond.</summary>
    static string Text(Message message)
    {
        var records = new List<string>();
        // A message has its sections one behind the other, whatever the order in which random rows have their records.
        foreach (var record in new ResourceRecords(message.Answers))
        {
            if (record.Type != RecordTypes.Opt)
            {
                records.Add($"{(int)record.Section:D4} {record.Type} {record.Ttl} {Convert.ToHexString(record.Owner)} {Convert.ToHexString(record.Data)}");
            }
        }
        var row = message.Row;
        return $"{row.Time.Ticks / 10} {row.Sides} {row.Client} {row.Server} {row.Id} {row.Type} {row.Rcode} {Convert.ToHexString(message.Name)} {string.Join(';', records.OrderBy(record => record[..4], StringComparer.Ordinal))}";
    }
}
