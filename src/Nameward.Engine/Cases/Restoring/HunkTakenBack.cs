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
        var places = new HashSet<SettingName>(Taken(today).SelectMany(Settings));
        Write(to, good, i => good.IsTaken[i] && !Settings(good.Pieces[i]).Any(places.Contains));
        var done = new HashSet<SettingName>();
        for (var at = 0; at < today.Pieces.Length; at++)
        {
            if (!today.IsTaken[at])
            {
                to.Write(today.Text.Of(today.Pieces[at]));
                continue;
            }
            var here = Settings(today.Pieces[at]).Where(done.Add).ToHashSet();
            Write(to, good, i => good.IsTaken[i] && Settings(good.Pieces[i]).Any(here.Contains));
        }
    }

    static IEnumerable<TextPiece> Taken(HunkSide side) => side.Pieces.Where((_, i) => side.IsTaken[i]);

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
