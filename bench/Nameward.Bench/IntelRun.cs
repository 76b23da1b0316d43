using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Bench;

/// <summary>What a million names and a hundred thousand CIDR prefixes cost: to read, to keep, to look up, and a triage beside one without them.</summary>
static class IntelRun
{
    const int Names = 1_000_000, Networks = 100_000, LookUps = 5_000_000, Prepared = 1 << 16, Rounds = 5;

    /// <summary>Measures, and writes a line for each figure.</summary>
    /// <param name="evidence">A file to triage with and without the feed, by turns; null for none.</param>
    /// <param name="output">Where to.</param>
    public static void Measure(string? evidence, TextWriter output)
    {
        var text = Content();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Names:N0} names and {Networks:N0} prefixes, {text.Length / 1e6:F1} MB of text"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var feed = Timed("reading the text into a pack", output, () => IndicatorFeed.Read("bench", text, out _)!);
        var bytes = Timed("writing the pack", output, () => feed.Pack.Write());
        var pack = Timed("reading the pack", output, () => IndicatorPack.Read(bytes));
        var known = Timed("making ready to be asked", output, () => Ready(new([feed with { Pack = pack }])));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"pack",-32}{bytes.Length / 1e6,10:F1} MB"));
        byte[][] names = [.. Enumerable.Range(0, Prepared).Select(i => Wire(i % 100 == 0 ? NameOf(i % Names) : $"h{i % 997}.other{i % 7919}.example"))];
        LookUp("names, one in a hundred listed", output, i => known.Of(names[i]).Length);
        LookUp("addresses, some of them listed", output, i => known.Of(Address.FromV4((uint)i * 2654435761u | (i % 100 == 0 ? 0xF0000000u : 0))).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"memory of all of it",-32}{(GC.GetTotalMemory(forceFullCollection: true) - before - bytes.Length) / 1e6,10:F1} MB"));
        GC.KeepAlive((feed, pack));
        if (evidence is not null)
        {
            Triage(evidence, known, output);
        }
    }

    static void Triage(string path, Indicators known, TextWriter output)
    {
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + 1; round++)
        {
            var (alone, beside) = (Processor(path, Indicators.None), Processor(path, known));
            if (round > 0)
            {
                without.Add(alone);
                with.Add(beside);
            }
        }
        without.Sort();
        with.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"triage without, CPU (median)",-32}{without[Rounds / 2],10:F2} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"triage with, CPU (median)",-32}{with[Rounds / 2],10:F2} s, {100 * (with[Rounds / 2] / without[Rounds / 2] - 1):+0.0;-0.0} %"));
    }

    static double Processor(string path, Indicators known)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        new Investigation(new() { Threads = 1, Indicators = known }, TimeProvider.System).Triage(evidence);
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalSeconds;
    }

    static Indicators Ready(Indicators indicators)
    {
        indicators.Of(Wire("x.example"));
        return indicators;
    }

    static void LookUp(string what, TextWriter output, Func<int, int> look)
    {
        var found = 0L;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < LookUps; i++)
        {
            found += look(i % Prepared);
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32}{LookUps / seconds / 1e6,10:F2} million look-ups a second, {100.0 * found / LookUps:F1} % found"));
    }

    static T Timed<T>(string what, TextWriter output, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32}{Stopwatch.GetElapsedTime(start).TotalSeconds,10:F2} s"));
        return result;
    }

    static byte[] Content()
    {
        var text = new StringBuilder(Names * 24);
        for (var i = 0; i < Names; i++)
        {
            text.Append(NameOf(i)).Append('\n');
        }
        for (var i = 0; i < Networks; i++)
        {
            // Where no host is (RFC 1112 section 4): what is measured is looking, not finding.
            var address = Address.FromV4(0xF0000000u + (uint)i * 2684u);
            text.Append(CultureInfo.InvariantCulture, $"{Network.Of(address, 21 + i % 12)}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static string NameOf(int i) => string.Create(CultureInfo.InvariantCulture, $"c{(uint)i * 2654435761u:x8}.x-{i % 1000}.com");

    static byte[] Wire(string name)
    {
        Span<byte> wire = stackalloc byte[WireName.MaxBytes + 1];
        return wire[..WireName.FromText(Encoding.ASCII.GetBytes(name), wire)].ToArray();
    }
}
