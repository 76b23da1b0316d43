using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Hunting;

/// <summary>A row of a made-up Zeek log, as a test knows it without any reader.</summary>
sealed record HuntedRow(int Second, string Client, string Server, string Name, string Type, string? Rcode, string[] Answers)
{
    /// <summary>Seconds of Unix time at which the log begins.</summary>
    public const long Start = 1_700_000_000;

    /// <summary>The two last labels: all zones of these tests are made of two.</summary>
    public string Zone => string.Join('.', Name.Split('.')[^2..]);

    /// <summary>When, UTC.</summary>
    public DateTime Time => DateTime.UnixEpoch.AddSeconds(Start + Second);

    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"{Start + Second}.0\tC{Second}\t{Client}\t4000\t{Server}\t53\tudp\t{Name}\t{(Type == "A" ? 1 : Type == "TXT" ? 16 : 28)}\t{Type}\t{(Rcode is null ? "-" : Rcode == "NOERROR" ? 0 : 3)}\t{Rcode ?? "-"}\t{(Answers.Length == 0 ? "-" : string.Join(',', Answers))}\t{(Answers.Length == 0 ? "-" : string.Join(',', Answers.Select(_ => "60.0")))}");
}

/// <summary>A Zeek log in a folder of its own, and hunts through it.</summary>
sealed class HuntedLog : IDisposable
{
    const string Head = "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype\tqtype_name\trcode\trcode_name\tanswers\tTTLs\n";

    readonly string _folder = Directory.CreateTempSubdirectory("nameward-hunt-").FullName;

    /// <summary>One file for each list of rows.</summary>
    public HuntedLog(params List<HuntedRow>[] files)
    {
        for (var at = 0; at < files.Length; at++)
        {
            File.WriteAllText(Path.Combine(_folder, $"dns{at}.log"), Head + string.Concat(files[at].Select(row => row.Line + "\n")));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The messages that a query names, and those that were told while evidence was read.</summary>
    public HuntDocument Messages(string query, int threads = 2, int most = int.MaxValue - 1, int blockBytes = 1 << 16, Action<IReadOnlyList<HuntMessage>>? tell = null, Indicators? indicators = null) =>
        Read(blockBytes, evidence => HuntMessages.Read(evidence, threads, SceneOf(indicators), HuntQuery.Read(query), most, messages => tell?.Invoke(messages)));

    /// <summary>The groups of what a query names.</summary>
    public HuntDocument Groups(string query, string by, int threads = 2, int top = int.MaxValue - 1, int blockBytes = 1 << 16) =>
        Read(blockBytes, evidence => HuntGroups.Read(evidence, threads, SceneOf(null), HuntQuery.Read(query), HuntGrouping.Read("--group-by", by), top));

    /// <summary>Who, where and when.</summary>
    public HuntDocument Summary(string query) =>
        Read(1 << 16, evidence => new Investigation(new() { Threads = 2 }, TimeProvider.System).Hunt(evidence, HuntQuery.Read(query), int.MaxValue - 1));

    static Scene SceneOf(Indicators? indicators) => new(new(new RollupSet())) { Indicators = indicators ?? Indicators.None };

    HuntDocument Read(int blockBytes, Func<IEvidence, HuntDocument> read)
    {
        var options = new ReadingOptions { BlockBytes = blockBytes };
        using var evidence = new FileEvidence(EvidenceLocator.Locate([_folder], options), options);
        return read(evidence);
    }
}
