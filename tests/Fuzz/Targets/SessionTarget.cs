using Nameward.Engine.Transcripts.Decoders;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Fuzz.Targets;

/// <summary>
/// The sessions of channels, on talks that may be anything, by the tool that is proved and by each tool as if the user had named it: bounds hold what was recovered,
/// nothing is told that was not there, and the same talk gives the same sessions.
/// </summary>
sealed class SessionTarget(IReadOnlyList<byte[]> seeds) : IFuzzTarget
{
    /// <summary>Bytes that one rebuilding of one talk may allocate: files of what inflates are bounded.</summary>
    const long MostAllocated = 1L << 30;

    public string Id => "sessions";

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        var tool = random.Next(2) == 0 ? null : DecoderList.All[random.Next(DecoderList.All.Length)].Info.Id;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var secret = random.Next(4) == 0 ? "secret" : null;
        var sessions = Rebuilder.Rebuild(Talk.Read(input), tool, secret);
        if (GC.GetAllocatedBytesForCurrentThread() - before is > MostAllocated and var allocated)
        {
            throw new BrokenContract($"{allocated} bytes allocated for one talk, {MostAllocated} are the limit");
        }
        foreach (var session in sessions)
        {
            Check(session, Talk.Read(input).Messages.Length);
        }
        if (!sessions.Select(Say).SequenceEqual(Rebuilder.Rebuild(Talk.Read(input), tool, secret).Select(Say)))
        {
            throw new BrokenContract("the same talk gives other sessions");
        }
    }

    static void Check(RebuiltSession session, int messages)
    {
        CheckSide(session.Up);
        CheckSide(session.Down);
        if (session.Queries <= 0 || session.Queries > messages || session.Certainty is < 0 or > 1 || session.First > session.Last)
        {
            throw new BrokenContract($"a session of {session.Queries} queries among {messages} messages, certainty {session.Certainty}");
        }
        if (session.Files.Select(file => file.Name).Distinct().Count() != session.Files.Length || session.Files.Any(file => file.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.'))))
        {
            throw new BrokenContract($"files called {string.Join(", ", session.Files.Select(file => file.Name))}");
        }
    }

    static void CheckSide(RebuiltSide side)
    {
        if (side.Low < 0 || side.Gaps < 0 || side.High < side.Low || side.Recovered > side.High || side.Recovered < 0)
        {
            throw new BrokenContract($"{side.Recovered} bytes recovered, {side.Low} to {side.High} went, {side.Gaps} gaps");
        }
    }

    static string Say(RebuiltSession session) =>
        $"{session.Tool} {session.Key} {session.Queries} {session.Up} {session.Down} {session.Events.Length} {string.Join(' ', session.Files.Select(file => file.Sha256))}";
}
