using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Xunit;
using static Nameward.Engine.Tests.Restoring.RestoreSamples;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>Files of today with settings put back: byte for byte the good ones where nobody approved anything, and with what tickets approve else.</summary>
public class RestoredFileTests
{
    public static TheoryData<string, string> Files => [.. All.Select(one => (one.Product, one.Today))];

    [Theory, MemberData(nameof(Files))]
    public void WhatNobodyApprovedGoesBackByteForByte(string product, string today)
    {
        var document = Own(product);
        var file = Assert.Single(document.Restore.Files);
        Assert.Equal(product, RestoreProducts.Id(file.Product));
        Assert.Equal(Text(File.ReadAllBytes(Samples.Own($"samples/restore/{product}/{today}"))), Text(file.Today));
        Assert.Equal(Text(File.ReadAllBytes(Samples.Own($"samples/restore/{product}/{today.Replace("18T1100", "17T2200", StringComparison.Ordinal)}"))), Text(file.Restored));
        Assert.All(document.Restore.Items, item => Assert.True(item.IsInPatch && item.IsProven, $"{item.Object.Raw} {item.Property.Raw}"));
        Assert.Contains(document.Restore.Notes, note => note.Render(text => text.Raw).Contains("no tickets were given", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatTicketsApproveStays()
    {
        var document = Own("bind", new() { Tickets = Approving("savings.example is forwarded to a new server") });
        var restored = Text(Assert.Single(document.Restore.Files).Restored);
        Assert.Contains("zone \"savings.example\" {\n\ttype forward;\n\tforward only;\n\tforwarders { 203.0.113.66 port 5300; };\n};\n", restored, StringComparison.Ordinal);
        Assert.Equal(Text(File.ReadAllBytes(Samples.Own("samples/restore/bind/named-2026-03-17T2200.conf"))), restored.Replace("zone \"savings.example\" {\n\ttype forward;\n\tforward only;\n\tforwarders { 203.0.113.66 port 5300; };\n};\n\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain(document.Restore.Items, item => item.Object.Raw == "savings.example");
    }

    [Fact]
    public void TheOutcomesOfTheRecordHoldWhereNoTicketsAreGivenNow()
    {
        var open = Own("bind").Restore.Items.Single(item => item.Property.Raw == "dnssec-validation");
        var identity = ChangeIdentity.Of(open.Changed, "DNSSEC changed", default, open.Object, open.Property, open.Good!.Value, open.Today);
        var document = Contain(Samples.Own("samples/restore/bind"), null, [new(identity, Nameward.Engine.Verdicts.ChangeOutcome.Approved, HostileText.Text("CHG9"))]);
        Assert.DoesNotContain(document.Restore.Items, item => item.Property.Raw == "dnssec-validation");
        Assert.Contains("dnssec-validation no;", Text(Assert.Single(document.Restore.Files).Restored), StringComparison.Ordinal);
    }

    [Fact]
    public void ALaterApprovedChangeOfTheSameListKeepsWhatItAskedFor()
    {
        using var folder = new EvidenceFolder();
        folder.Write("resolv-2026-03-16T2200.conf", "nameserver 10.20.0.53\n");
        folder.Write("resolv-2026-03-17T1000.conf", "nameserver 203.0.113.66\nnameserver 10.20.0.53\n");
        folder.Write("resolv-2026-03-18T1100.conf", "nameserver 203.0.113.66\nnameserver 10.20.0.53\nnameserver 10.20.0.54\n");
        var item = Assert.Single(Contain(folder.Path, new() { Tickets = Approving("add resolver 10.20.0.54") }).Restore.Items);
        Assert.Equal(("10.20.0.53, 10.20.0.54", "10.20.0.53, 10.20.0.54, 203.0.113.66"), (item.Good!.Value.Raw, item.Today.Raw));
        Assert.False(item.IsInPatch);
    }

    [Fact]
    public void ALoneFileGetsTheServersThatTheSiteApprovesAndElseNone()
    {
        using var folder = new EvidenceFolder();
        folder.Write("resolv.conf", "nameserver 203.0.113.66\n");
        var site = new SiteFacts { ApprovedServers = [Of("10.20.0.53"), Of("10.30.0.0/16")] };
        var document = Contain(folder.Path, site);
        var item = Assert.Single(document.Restore.Items);
        Assert.Equal(("10.20.0.53", "203.0.113.66", true, false), (item.Good!.Value.Raw, item.Today.Raw, item.IsProven, item.IsInPatch));
        var pack = Assert.Single(document.Targets, target => target.Id == "restore-resolv-conf");
        Assert.Contains("good 10.20.0.53", Text(Assert.Single(pack.Files).Content), StringComparison.Ordinal);
        Assert.Equal("unapproved-resolver", Assert.Single(Assert.Single(document.Restore.Advice).Items).Id);
        folder.Write("resolv.conf", "");
        folder.Write("named.conf", "options { recursion yes; allow-recursion { any; }; };\n");
        item = Contain(folder.Path).Restore.Items.Single(one => one.Property.Raw == "allow-recursion");
        Assert.Equal((null, false), (item.Good, item.IsProven));
    }

    [Fact]
    public void WithoutConfigurationThereIsASentenceAndNoFile()
    {
        var document = Contain(Samples.Own("samples/formats/zeek-dns"));
        Assert.Empty(document.Restore.Items);
        Assert.Contains("no configuration", Assert.Single(document.Restore.Notes).Render(text => text.Raw), StringComparison.Ordinal);
        Assert.DoesNotContain(document.Targets, target => target.Id.StartsWith("restore-", StringComparison.Ordinal));
    }

    [Fact]
    public void EachThingThatIsOpenHasItsAdvice()
    {
        var advice = Own("bind").Restore.Advice.SelectMany(server => server.Items).ToList();
        Assert.Equal(["no-validation", "open-recursion", "open-transfers", "open-updates"], advice.Select(item => item.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(advice, item => Assert.All(item.Settings, setting => Assert.Equal(RestoreProduct.Bind, setting.Product)));
        Assert.All(Enum.GetValues<MisconfigurationKind>(), kind => Assert.NotEmpty(HardeningTable.Of(kind).Settings));
    }

    static Network Of(string text) => Network.TryParse(text, out var network, out _) ? network : throw new ArgumentException(text, nameof(text));
}
