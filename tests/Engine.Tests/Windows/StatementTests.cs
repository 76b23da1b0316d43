using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Statements about configuration: those of files of others, their texts, and what is kept of who asked.</summary>
public class StatementTests
{
    /// <summary>Of each statement its kind, act, object and property; values and hosts are not ours to write down.</summary>
    [Theory]
    [InlineData("ms-dns-audit/ID150-Failed_DLL_loaded_by_DNS_server.evtx", "Plugin Refused '' ServerLevelPluginDll", "Plugin Refused '' ServerLevelPluginDll")]
    [InlineData("ms-dns-audit/ID541-DNS_server_auditing_changed.evtx", "Logging Set '' UseSystemEventLog")]
    [InlineData("ms-dns-audit/ID6004-DNS-server-failed_zone_transfer.evtx",
        "Transfers Refused 'non-existing.lan' zone transfer", "Transfers Refused 'google.com' zone transfer", "Transfers Refused 'hacking-zone.lan' zone transfer")]
    [InlineData("ms-dns-audit/ID770-Success_DLL_loaded_by_DNS_server.evtx", "Plugin Done '' ServerLevelPluginDll")]
    [InlineData("ms-dns-audit/audit-elastic.ndjson", "Policy Added 'blackholepolicy' server level policy", "NameServers Set '.' root hints", "Other Done 'b.root-servers.net' cache")]
    [InlineData("windows-event-json/windows-nxlog.ndjson", "Zone Set 'mail.corp.net' MasterServers")]
    public void RealEventsBecomeStatements(string file, params string[] statements)
    {
        var seen = new Statements();
        using var evidence = new FileEvidence(new([new(Samples.Shared("samples/" + file), 1, IsNamed: true)], []), new ReadingOptions());
        evidence.ReadAll(() => seen, 1);
        Assert.Equal(statements, seen.Said);
        Assert.True(seen.AreWhole);
    }

    /// <summary>What is kept of data is read again as the same data.</summary>
    [Fact]
    public void DataOfRecordsIsWrittenAsZoneFilesHaveIt()
    {
        ushort[] types = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Ns, RecordTypes.Cname, RecordTypes.Ptr, RecordTypes.Mx, RecordTypes.Srv, RecordTypes.Txt];
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var type = types[seed % types.Length];
            var data = DataOf(type, random);
            var row = new StatementRow();
            var text = Encoding.Latin1.GetString(row.Text(row.KeepData(type, data)));
            var read = new RecordTexts();
            Assert.True(read.TryAdd(type, 60, [], Encoding.Latin1.GetBytes(text)), $"seed {seed}: {text}");
            var records = new ResourceRecords(read.Written);
            Assert.True(records.MoveNext());
            Assert.True(records.Current.Data.SequenceEqual(data), $"seed {seed}: {text}");
        }
    }

    static byte[] DataOf(ushort type, Random random)
    {
        byte[] Some(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }

        byte[] name = [.. Enumerable.Range(0, random.Next(1, 4)).SelectMany(_ => Label(random)), 0];
        return type switch
        {
            RecordTypes.A => Some(4),
            RecordTypes.Aaaa => Some(16),
            RecordTypes.Mx => [.. Some(2), .. name],
            RecordTypes.Srv => [.. Some(6), .. name],
            RecordTypes.Txt => [.. Enumerable.Range(0, random.Next(1, 3)).SelectMany(_ => Text(random))],
            _ => name,
        };
    }

    static byte[] Label(Random random)
    {
        var length = random.Next(3, 12);
        return [(byte)length, .. Enumerable.Range(0, length).Select(_ => (byte)"abcxyz019-_"[random.Next(11)])];
    }

    static byte[] Text(Random random)
    {
        var length = random.Next(1, 30);
        return [(byte)length, .. Enumerable.Range(0, length).Select(_ => (byte)random.Next(0x20, 0x7F))];
    }

    [Theory]
    [InlineData((ushort)5, "070203777777016100", "www.a")]
    [InlineData((ushort)5, "03777777016100", "www.a")]
    [InlineData((ushort)2, "", "")]
    [InlineData((ushort)2, "00", ".")]
    [InlineData((ushort)2, "3F61", "0x3F61")]
    [InlineData((ushort)15, "000A", "0x000A")]
    [InlineData((ushort)16, "0561", "0x0561")]
    [InlineData((ushort)1, "C00002", "0xC00002")]
    [InlineData((ushort)99, "0161", "0x0161")]
    public void DataThatDoesNotFitItsTypeStaysInDigits(ushort type, string data, string text)
    {
        var row = new StatementRow();
        Assert.Equal(text, Encoding.ASCII.GetString(row.Text(row.KeepData(type, Convert.FromHexString(data)))));
    }

    [Theory]
    [InlineData("www", "example.net", "www.example.net")]
    [InlineData("@", "Example.net.", "example.net")]
    [InlineData("", "example.net", "example.net")]
    [InlineData("WWW.example.net", "Example.NET", "www.example.net")]
    [InlineData("www.example.net.", "example.org", "www.example.net")]
    [InlineData("notexample.net", "example.net", "notexample.net.example.net")]
    [InlineData("*", "example.net", "*.example.net")]
    [InlineData("a\\.b", "example.net", "a\\046b.example.net")]
    [InlineData("top", ".", "top")]
    [InlineData(".", "", ".")]
    [InlineData("double..dot", "", "double..dot")]
    public void NamesHaveOneForm(string name, string zone, string whole)
    {
        var row = new StatementRow();
        Assert.Equal(whole, Encoding.ASCII.GetString(row.Text(row.KeepName(Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(zone)))));
    }

    [Theory]
    [InlineData("53", true)]
    [InlineData("853", true)]
    [InlineData("50-60", true)]
    [InlineData("0-65535", true)]
    [InlineData("*", true)]
    [InlineData("-1", true)]
    [InlineData("443", false)]
    [InlineData("54-852", false)]
    [InlineData("53000", false)]
    [InlineData("", false)]
    [InlineData("dns", false)]
    public void PortsOfDnsAreFoundInRanges(string ports, bool holds) => Assert.Equal(holds, CloudStatements.HoldsDns(Encoding.ASCII.GetBytes(ports)));

    [Fact]
    public void ARecordOfTooManyStatementsIsOneMalformedRecord()
    {
        var changes = string.Join(',', Enumerable.Repeat("{}", 5000));
        var line = $"{{\"eventTime\":\"2026-11-21T09:00:00Z\",\"eventSource\":\"route53.amazonaws.com\",\"eventName\":\"ChangeResourceRecordSets\",\"requestParameters\":{{\"changes\":[{changes}]}}}}\n";
        Assert.Equal($"0 malformed: {StatementRow.TooMany}\n", Feeding.Whole(FormatGoldenTests.Format("aws-cloudtrail"), Encoding.ASCII.GetBytes(line)).ToString());
    }

    /// <summary>Where a search wants none of a file's rows, who asked for them is not kept either.</summary>
    [Fact]
    public void WhoAskedForRowsThatNobodyWantsTakesNoRoom()
    {
        var writer = new BatchWriter(new NoSink(), RowChoice.Wanted);
        for (var i = 0; i < 1000; i++)
        {
            writer.AskedBy(new() { Host = "ws7.example.net"u8, Process = "browser.exe"u8 });
            writer.Message(new() { At = new(0, i) }, "\u0001a\0"u8, []);
        }
        Assert.Equal((0, 1000L), (writer.Used, writer.Counts.Ignored));
    }

    sealed class NoSink : IObservationSink
    {
        public bool Wants(Address client, Address server) => false;

        public void Take(IObservationBatch batch)
        {
        }
    }

    sealed class Statements : IObservationSink
    {
        public List<string> Said { get; } = [];

        /// <summary>Whether each names its host and its time.</summary>
        public bool AreWhole { get; private set; } = true;

        public void Take(IObservationBatch batch)
        {
            foreach (var change in batch.Changes)
            {
                AreWhole &= change.Time != DateTime.MinValue && change.Host.Length > 0;
                Said.Add($"{change.Kind} {change.Act} '{Encoding.UTF8.GetString(batch.Bytes(change.Object))}' {Encoding.UTF8.GetString(batch.Bytes(change.Property))}");
            }
        }
    }
}
