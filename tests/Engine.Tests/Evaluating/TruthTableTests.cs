using Nameward.Engine.Evaluation;
using Xunit;

namespace Nameward.Engine.Tests.Evaluating;

/// <summary>Tables of labelled evidence: what they say, and what is wrong with them.</summary>
public class TruthTableTests
{
    const string Header = "path\tclient\tsubject\tlabel\ttool\tstart\tend\tpayload_bytes\tnotes";

    [Fact]
    public void EachColumnIsRead()
    {
        var line = Assert.Single(Read("a/dns.log\t192.0.2.9,192.0.2.1\tT.Example.NET.\ttunnel\tdnscat\t2026-03-18T09:00:00.5Z\t2026-03-18T10:00:00Z\t3600\tby night"));
        Assert.Equal((2, "a/dns.log", "192.0.2.1 192.0.2.9"), (line.Number, line.Path, string.Join(' ', line.Clients)));
        Assert.Equal(("t.example.net", "tunnel", "dnscat2"), (line.Subject.Text.Raw, string.Join('+', line.Labels), line.Tool));
        Assert.Equal((new DateTime(2026, 3, 18, 9, 0, 0, 500, DateTimeKind.Utc), 3600L, false), (line.Start, line.PayloadBytes, line.IsPartial));
    }

    [Fact]
    public void WhatIsEmptyIsNotKnown()
    {
        var line = Assert.Single(Read("dns.log\t*\t*\tbenign\t\t\t\t\t"));
        Assert.Equal((null, null, null, null), (line.Tool, line.Start, line.End, line.PayloadBytes));
        Assert.True(line is { IsBenign: true, Subject.IsAny: true, Clients: [] });
    }

    [Theory]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\tmany\t", "payload_bytes: many is not a number of bytes")]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t-5\t", "payload_bytes: -5 is not a number of bytes")]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\tyesterday\t\t\t", "start: yesterday is not a time")]
    [InlineData("host\tt.example\ttunnel\t\t\t\t\t", "client: host is not an address")]
    [InlineData("10.0.0.1\tt..example\ttunnel\t\t\t\t\t", "subject: t..example is neither a name nor an address")]
    [InlineData("10.0.0.1\tt.example\tbenin\t\t\t\t\t", "label: there is no label benin")]
    [InlineData("10.0.0.1\tt.example\ttunnel", "4 fields")]
    public void AMistakeIsSaidWithFileAndLine(string fields, string mistake) =>
        Assert.Equal([$"TRUTH.tsv, line 2: {mistake}"], Mistakes($"{Header}\ndns.log\t{fields}\n"));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    public void APathThatIsNoFileIsAMistake(string path) =>
        Assert.Equal(["TRUTH.tsv, line 2: path: no file is named"], Mistakes($"{Header}\n{path}\t*\t*\tbenign\t\t\t\t\t\n"));

    [Fact]
    public void AMissingColumnIsSaidAndNothingElse() =>
        Assert.Equal(["TRUTH.tsv, line 1: no column label, payload_bytes"], Mistakes("path\tclient\tsubject\ttool\tstart\tend\tnotes\nx\ty\n"));

    [Fact]
    public void ManyMistakesAreTheFirstAndTheirNumber()
    {
        var mistakes = Mistakes(Header + "\n" + string.Concat(Enumerable.Repeat("dns.log\n", 25)));
        Assert.Equal((11, "and 15 more like these"), (mistakes.Length, mistakes[^1]));
    }

    [Fact]
    public void LinesOfTheSameClientAndSubjectAreOneSessionOfTheirFile()
    {
        var file = Assert.Single(Gather(
            "dns.log\t10.0.0.1\tt.example\ttunnel\tiodine\t2026-03-18T09:00:00Z\t2026-03-18T09:00:10Z\t600\t",
            "dns.log\t10.0.0.1\tt.example\ttunnel\tiodine\t2026-03-18T09:00:00Z\t2026-03-18T09:00:10Z\t600\t",
            "./dns.log\t10.0.0.1\tT.EXAMPLE\texfil\tiodine\t2026-03-18T09:00:20Z\t2026-03-18T09:00:30Z\t900\t",
            "dns.log\t10.0.0.2\tt.example\ttunnel\t\t\t\t\t"));
        Assert.Equal(["exfil+tunnel 1500 50", "tunnel  "], file.Sessions.Select(session => FormattableString.Invariant($"{session.Label} {session.PayloadBytes} {session.Rate}")));
        Assert.False(file.IsBenign);
    }

    [Theory]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t\t", Expectation.Required, false)]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t1000\t", Expectation.Required, false)]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t999\t", Expectation.Small, true)]
    [InlineData("10.0.0.1\tt.example\tddns-beacon\t\t\t\t10\t", Expectation.Required, true)]
    [InlineData("10.0.0.1\t192.0.2.53\trogue-resolver\t\t\t\t0\t", Expectation.Required, false)]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t9999\tsetup FAILED in 1s", Expectation.MayBeMissed, false)]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t9999\tthe handshake failed", Expectation.MayBeMissed, false)]
    [InlineData("10.0.0.1\tt.example\ttunnel\t\t\t\t\tonly an edge of the session", Expectation.MayBeMissed, false)]
    [InlineData("10.0.0.1\t*\ttunnel\t\t\t\t\t", Expectation.MayBeMissed, false)]
    [InlineData("*\tt.example\ttunnel\t\t\t\t\t", Expectation.MayBeMissed, false)]
    public void WhatMayBeAskedOfASessionIsToldByItsLine(string fields, Expectation expectation, bool isFoundByWatch)
    {
        var session = Assert.Single(Assert.Single(Gather($"dns.log\t{fields}")).Sessions);
        Assert.Equal((expectation, isFoundByWatch), (session.Expectation, session.IsFoundByWatch));
    }

    internal static IEnumerable<TruthFile> Gather(params string[] lines) => TruthFile.Gather([new("TRUTH.tsv", [.. Read(lines)])]);

    static IEnumerable<TruthLine> Read(params string[] lines) => TruthTable.Read("TRUTH.tsv", new StringReader($"{Header}\n{string.Join('\n', lines)}\n"));

    static string[] Mistakes(string table) => [.. Assert.Throws<UserError>(() => TruthTable.Read("TRUTH.tsv", new StringReader(table))).Mistakes.Select(mistake => mistake.What)];
}
