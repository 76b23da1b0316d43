using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>What a format says of itself is what its samples show.</summary>
public class FormatDescriptionTests
{
    /// <summary>Logs without years are dated by their file.</summary>
    static readonly SourceContext Source = new(0, TimeZoneInfo.Utc, Written: new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));

    public static TheoryData<string> Formats => [.. FormatList.All.Select(format => format.Info.Id)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void WhatAFormatSaysItShowsItsSamplesShow(string id)
    {
        var format = FormatGoldenTests.Format(id);
        var seen = new Seen();
        var reading = id == "pcapng" ? FormatGoldenTests.Format("pcap") : format;
        foreach (var bytes in SamplesOf(id))
        {
            reading.Open(Source).Skim(bytes, isLast: true, seen);
            reading.Open(Source).Read(bytes, isLast: true, seen);
        }
        Assert.Equal(seen.Carries, format.Info.Carries);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void EachFormatIsDescribed(string id)
    {
        var info = FormatGoldenTests.Format(id).Info;
        Assert.InRange(info.Tier, 1, 3);
        Assert.All([info.Title, info.Kind, info.Source, .. info.Lacks], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.DoesNotContain('|', info.Title + string.Concat(info.Lacks) + info.Unproven);
    }

    [Fact]
    public void IdsAndNumbersAreUnique()
    {
        Assert.Equal(FormatList.All.Select(format => format.Info.Id).Distinct().Order(StringComparer.Ordinal), FormatList.All.Select(format => format.Info.Id));
        Assert.Equal(FormatList.All.Length, FormatList.All.Select(format => format.Info.Number).Distinct().Count());
    }

    /// <summary>Both containers of captures hold the same packets.</summary>
    static IEnumerable<byte[]> SamplesOf(string id) => id is "pcap" or "pcapng" ? [Samples.Unpacked(Samples.Own("samples/quiet.pcap.gz")), Samples.Unpacked(Samples.Own("samples/formats/pcap/leases.pcap"))] : Samples.Of(id).Select(SampleBytes.Read);

    /// <summary>Notes what rows show.</summary>
    sealed class Seen : IBatchWriter
    {
        public Carries Carries { get; private set; }

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
        {
            Note(Carries.Queries, (row.Sides & Sides.Query) != 0);
            Note(Carries.Responses, (row.Sides & Sides.Response) != 0);
            Note(Carries.Records, !answers.IsEmpty);
            Note(Carries.Times, row.Time != DateTime.MinValue);
            Note(Carries.Clients, !row.Client.Address.IsNone);
            Note(Carries.Servers, !row.Server.Address.IsNone);
            Note(Carries.Ids, row.Id != 0);
            Note(Carries.Sizes, row.Bytes != 0);
            Note(Carries.HeaderBits, (row.Header & HeaderBits.Shown) != 0);
        }

        public void Flow(in Flow row, ReadOnlySpan<byte> rule)
        {
            Note(Carries.Flows | Carries.Clients | Carries.Servers, isShown: true);
            Note(Carries.Times, row.Time != DateTime.MinValue);
        }

        public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
        {
            Note(Carries.Changes, isShown: true);
            Note(Carries.Times, row.Time != DateTime.MinValue);
        }

        public void Lease(in HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware)
        {
            Note(Carries.Leases, isShown: true);
            Note(Carries.Times, row.From != DateTime.MinValue);
        }

        public void AskedBy(in Asker asker) => Note(Carries.Processes, isShown: true);

        public void Ignored(long offset)
        {
        }

        public void Malformed(long offset, string because)
        {
        }

        void Note(Carries what, bool isShown) => Carries |= isShown ? what : Carries.None;
    }
}
