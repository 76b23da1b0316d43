using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// Tells which sessions are two parts of one: iodine logs in by DNS, asks the server for its address, and goes on there in datagrams of its own, as the same user.
/// </summary>
static class SessionParts
{
    /// <summary>The sessions, those of which another is a part with a note that says so.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="idOf">What the session of a number is called.</param>
    /// <param name="secret">The passphrase of the channel, where the user knows it.</param>
    public static ImmutableArray<RebuiltSession> Joined(ImmutableArray<RebuiltSession> sessions, Func<int, string> idOf, string? secret)
    {
        var told = sessions.ToArray();
        var begun = new HashSet<int>();
        for (var raw = 0; raw < told.Length; raw++)
        {
            if (told[raw].LogIn is not { IsRaw: true } logIn)
            {
                continue;
            }
            if (FindBegin(told, raw) is not (>= 0 and var begin))
            {
                told[raw] = Noted(told[raw], Sentence.Of("its log-in by DNS is not among these sessions"));
                continue;
            }
            var digest = logIn.Digest is { } sum ? IodineDigest.Verified(sum, secret, unchecked(told[begin].LogIn!.Challenge + 1)) : "";
            told[raw] = Noted(told[raw], Sentence.Of($"it goes on from {idOf(begin)}, which began by DNS as the same user of the same server{(digest.Length > 0 ? "; its log-in was" + digest[1..] : "")}"));
            if (begun.Add(begin))
            {
                told[begin] = Noted(told[begin], Sentence.Of($"it goes on as {idOf(raw)} in raw UDP mode, past every resolver"));
            }
        }
        return [.. told];
    }

    /// <summary>The session by DNS of the same client, server and user that began last before this one; below 0 where there is none.</summary>
    static int FindBegin(RebuiltSession[] sessions, int raw)
    {
        var best = -1;
        for (var i = 0; i < sessions.Length; i++)
        {
            var by = sessions[i];
            if (by.LogIn is { IsRaw: false } logIn && by.Client == sessions[raw].Client && logIn.User == sessions[raw].LogIn!.User
                && (by.Server.Address == sessions[raw].Server.Address || logIn.Server == sessions[raw].Server.Address)
                && !(by.First > sessions[raw].First) && (best < 0 || by.First > sessions[best].First))
            {
                best = i;
            }
        }
        return best;
    }

    static RebuiltSession Noted(RebuiltSession session, Sentence note) => session with { Notes = session.Notes.Add(note) };
}
