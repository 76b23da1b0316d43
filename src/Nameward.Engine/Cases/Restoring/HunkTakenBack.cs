using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>
/// One stretch by which a file differs from an earlier one, with single settings taken back. Where it holds no other setting, all of it goes back, with its comments and braces; else each setting that goes back
/// takes the place of its successor, or stands first where it has none.
/// </summary>
static class HunkTakenBack
{
    /// <summary>Writes it.</summary>
    public static void WriteTo(MemoryStream to, HunkSide good, HunkSide today)
    {
        if (!good.HasTaken && !today.HasTaken)
        {
            Write(to, today, _ => true);
        }
        else if (!good.HasKept && !today.HasKept)
        {
            Write(to, good, _ => true);
        }
        else
        {
            Merge(to, good, today);
        }
    }

    static void Merge(MemoryStream to, HunkSide good, HunkSide today)
    {
        var places = Places(good, today);
        Write(to, good, i => good.IsTaken[i] && places[i] < 0);
        for (var at = 0; at < today.Pieces.Length; at++)
        {
            if (!today.IsTaken[at])
            {
                to.Write(today.Text.Of(today.Pieces[at]));
            }
            Write(to, good, i => good.IsTaken[i] && places[i] == at);
        }
    }

    /// <summary>For each earlier piece where its successor stands, or that of the piece before it; -1 where there is none.</summary>
    static int[] Places(HunkSide good, HunkSide today)
    {
        var (first, last) = (new Dictionary<SettingName, int>(), new Dictionary<SettingName, int>());
        for (var i = 0; i < today.Pieces.Length; i++)
        {
            foreach (var setting in Settings(today.Pieces[i]))
            {
                first.TryAdd(setting, i);
                last[setting] = i;
            }
        }
        var (places, before) = (new int[good.Pieces.Length], -1);
        for (var i = 0; i < places.Length; i++)
        {
            var successors = good.IsTaken[i] ? first : last;
            places[i] = before = Settings(good.Pieces[i]).Select(setting => successors.GetValueOrDefault(setting, -1)).DefaultIfEmpty(-1).Max() is >= 0 and var place ? place : before;
        }
        return places;
    }

    static IEnumerable<SettingName> Settings(TextPiece piece) => piece.Says.Select(SettingName.Of).Distinct();

    static void Write(MemoryStream to, HunkSide side, Func<int, bool> which)
    {
        for (var i = 0; i < side.Pieces.Length; i++)
        {
            if (which(i))
            {
                to.Write(side.Text.Of(side.Pieces[i]));
            }
        }
    }
}
