using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;

namespace Nameward.App.Selftest;

/// <summary>Whether this machine computes what the program relies on, with the tables that it carries.</summary>
static class MachineChecks
{
    /// <summary>What is expected: a name, and what is found under it.</summary>
    public const string Expected = "selftest/machine.tsv";

    /// <summary>Vectors of the hash: text, seed, hash.</summary>
    public const string Hashes = "selftest/hashes.tsv";

    const string Group = "machine";
    const string Home = "NAMEWARD_HOME";

    /// <summary>What the program runs on: for whoever reads the output, not judged.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Facts =>
    [
        new("runtime", RuntimeInformation.FrameworkDescription),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        new("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        new("vectors", ScanningTwins.Offered),
        new("scanning", ScanningTwins.Taken),
    ];

    /// <summary>The checks that need no folder; the tables of the program are its own.</summary>
    public static IEnumerable<SelftestCheck> Of(CarriedFiles files)
    {
        var expected = files.Table(Expected, columns: 2).ToLookup(row => row[0], row => row[1]);
        (string What, string Found)[] found =
        [
            ("hash", HashesFound(files)),
            ("scanning, vectors and plain", ScanningFound(files)),
            ("public suffix list", Digest(PublicSuffixes.Shipped.Table)),
            ("code lengths", CodeLengthsFound()),
            ("clock", ClockFound(TimeProvider.System)),
            ("time zone data", ZonesFound()),
        ];
        return [.. found.Select(one => new SelftestCheck(Group, one.What, expected[one.What].FirstOrDefault(), one.Found)), .. HomeChecks()];
    }

    /// <summary>That a file can be written and read in a folder.</summary>
    public static SelftestCheck Folder(string what, string folder)
    {
        const string Usable = "written and read";
        try
        {
            var path = Path.Combine(folder, $"nameward-selftest-{Environment.ProcessId}");
            File.WriteAllText(path, Usable);
            var read = File.ReadAllText(path);
            File.Delete(path);
            return new(Group, what, Usable, read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(Group, what, Usable, "not to be written: is there room, and may this user?");
        }
    }

    static IEnumerable<SelftestCheck> HomeChecks() => Environment.GetEnvironmentVariable(Home) is { Length: > 0 } home ? [Folder(Home, home)] : [];

    static string HashesFound(CarriedFiles files)
    {
        var vectors = files.Table(Hashes, columns: 3);
        var right = vectors.Count(row => ulong.TryParse(row[1], CultureInfo.InvariantCulture, out var seed) && WyHash.Of(Encoding.ASCII.GetBytes(row[0]), seed).ToString("x16", CultureInfo.InvariantCulture) == row[2]);
        return string.Create(CultureInfo.InvariantCulture, $"{right} of {vectors.Length} vectors");
    }

    static string ScanningFound(CarriedFiles files)
    {
        var (compared, different) = (0, 0);
        foreach (var name in files.Names.Where(name => name.EndsWith(".log", StringComparison.Ordinal)))
        {
            var (more, unlike) = ScanningTwins.Compare(files.Find(name));
            (compared, different) = (compared + more, different + unlike);
        }
        return different == 0 && compared > 0 ? "the same" : string.Create(CultureInfo.InvariantCulture, $"{different} of {compared} differ");
    }

    static string CodeLengthsFound()
    {
        Span<byte> label = stackalloc byte[3];
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var code = 0; code < 1 << 16; code += 7)
        {
            (label[0], label[1], label[2]) = ((byte)('a' + code % 26), (byte)(code >> 8), (byte)code);
            all.AppendData(BitConverter.IsLittleEndian ? BitConverter.GetBytes(CodeLengths.OfLabel(label)) : [.. BitConverter.GetBytes(CodeLengths.OfLabel(label)).Reverse()]);
        }
        return Short(all.GetHashAndReset());
    }

    static string Digest(ReadOnlySpan<byte> bytes) => Short(SHA256.HashData(bytes));

    static string Short(ReadOnlySpan<byte> sha256) => "SHA-256 " + Convert.ToHexStringLower(sha256[..8]);

    /// <summary>A clock that stands before the program was written dates case folders and the age of lists wrongly.</summary>
    static string ClockFound(TimeProvider clock)
    {
        var (start, now) = (clock.GetTimestamp(), clock.GetUtcNow());
        return now.Year is < 2026 or > 2100 ? string.Create(CultureInfo.InvariantCulture, $"stands at {now:yyyy-MM-dd}") : clock.GetElapsedTime(start) < TimeSpan.Zero ? "goes backwards" : "goes, and is not before 2026";
    }

    static string ZonesFound()
    {
        var winter = new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);
        return TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out var zone)
            ? string.Create(CultureInfo.InvariantCulture, $"Europe/Berlin: {zone.GetUtcOffset(winter).TotalHours} h, in summer {zone.GetUtcOffset(winter.AddMonths(6)).TotalHours} h")
            : "none: install it (the package tzdata)";
    }
}
