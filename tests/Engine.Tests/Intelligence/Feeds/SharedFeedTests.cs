using System.IO.Compression;
using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>Feeds of others, read in place: how much of each is an entry, is passed and is rejected.</summary>
public class SharedFeedTests
{
    [Fact]
    public void Print()
    {
        foreach (var root in new[] { "intel", "samples/adblock", "samples/ddns-list", "samples/doh-list", "samples/hosts", "samples/misp", "samples/stix", "samples/taxii", "samples/openioc", "samples/rpz", "samples/threat-intel-csv", "samples/nrd", "samples/top-lists", "samples/rdap" })
        {
            var full = Samples.Shared(root);
            foreach (var file in Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var bytes = Samples.Unpacked(file);
                var format = FeedFormatList.Identify(FeedSamples.Head(bytes));
                var name = root + "/" + Path.GetRelativePath(full, file);
                if (format is null)
                {
                    TestContext.Current.TestOutputHelper!.WriteLine($"ROW|{name}|null");
                    continue;
                }
                var dump = FeedDump.Of(format, bytes);
                TestContext.Current.TestOutputHelper!.WriteLine($"ROW|{name}|{format.Info.Id}|{dump.Entries}|{dump.Passeds}|{dump.Rejecteds}|{string.Join("; ", dump.PassedCounts)} # {string.Join("; ", dump.RejectedCounts)}");
                File.WriteAllText("/tmp/feeds-dumps/" + name.Replace('/', '_'), dump.ToString());
            }
        }
        Assert.Fail("print");
    }
}
