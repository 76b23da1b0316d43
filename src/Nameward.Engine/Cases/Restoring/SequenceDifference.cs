using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>A stretch by which two sequences differ.</summary>
/// <param name="OldStart">Where it begins in the one.</param>
/// <param name="OldLength">How much of the one it is.</param>
/// <param name="NewStart">Where it begins in the other.</param>
/// <param name="NewLength">How much of the other it is.</param>
public readonly record struct DifferenceHunk(int OldStart, int OldLength, int NewStart, int NewLength);

/// <summary>
/// The shortest way from one sequence to another: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986). What both begin and end with is set aside first.
/// </summary>
public static class SequenceDifference
{
    /// <summary>Most steps that are looked for: time and memory grow with them, and a file that differs by more has another one's content.</summary>
    const int MostSteps = 1500;

    /// <summary>The stretches, in order; null where they differ by more steps than are looked for.</summary>
    public static ImmutableArray<DifferenceHunk>? Of(ReadOnlySpan<int> old, ReadOnlySpan<int> now)
    {
        var start = old.CommonPrefixLength(now);
        var restOld = old[start..];
        var restNow = now[start..];
        var end = 0;
        while (end < Math.Min(restOld.Length, restNow.Length) && restOld[^(end + 1)] == restNow[^(end + 1)])
        {
            end++;
        }
        return Trace(restOld[..^end], restNow[..^end]) is { } trace ? Hunks(trace, restOld.Length - end, restNow.Length - end, start) : null;
    }

    /// <summary>The furthest points of each number of steps, until the end is met.</summary>
    static List<int[]>? Trace(ReadOnlySpan<int> old, ReadOnlySpan<int> now)
    {
        var trace = new List<int[]>();
        int[] before = [0, 0, 0];
        for (var steps = 0; steps <= MostSteps; steps++)
        {
            // Index 0 is the diagonal -steps-1, so that both neighbours of each are there.
            var furthest = new int[2 * steps + 3];
            for (var diagonal = -steps; diagonal <= steps; diagonal += 2)
            {
                var x = steps == 0 ? 0 : IsDown(before, steps, diagonal) ? At(before, steps - 1, diagonal + 1) : At(before, steps - 1, diagonal - 1) + 1;
                while (x < old.Length && x - diagonal < now.Length && old[x] == now[x - diagonal])
                {
                    x++;
                }
                furthest[diagonal + steps + 1] = x;
                if (x >= old.Length && x - diagonal >= now.Length)
                {
                    trace.Add(furthest);
                    return trace;
                }
            }
            trace.Add(furthest);
            before = furthest;
        }
        return null;
    }

    static int At(int[] furthest, int steps, int diagonal) => furthest[diagonal + steps + 1];

    static bool IsDown(int[] before, int steps, int diagonal) => diagonal == -steps || (diagonal != steps && At(before, steps - 1, diagonal - 1) < At(before, steps - 1, diagonal + 1));

    /// <summary>Goes back over the steps, and puts those together that lie side by side.</summary>
    static ImmutableArray<DifferenceHunk> Hunks(List<int[]> trace, int x, int y, int start)
    {
        var hunks = new List<DifferenceHunk>();
        for (var steps = trace.Count - 1; steps > 0; steps--)
        {
            var diagonal = x - y;
            var isDown = IsDown(trace[steps - 1], steps, diagonal);
            var from = At(trace[steps - 1], steps - 1, isDown ? diagonal + 1 : diagonal - 1);
            var (fromX, fromY) = (from, from - (isDown ? diagonal + 1 : diagonal - 1));
            var step = new DifferenceHunk(fromX + start, isDown ? 0 : 1, fromY + start, isDown ? 1 : 0);
            if (hunks.Count > 0 && hunks[^1] is var next && step.OldStart + step.OldLength == next.OldStart && step.NewStart + step.NewLength == next.NewStart)
            {
                hunks[^1] = new(step.OldStart, step.OldLength + next.OldLength, step.NewStart, step.NewLength + next.NewLength);
            }
            else
            {
                hunks.Add(step);
            }
            (x, y) = (fromX, fromY);
        }
        hunks.Reverse();
        return [.. hunks];
    }
}
