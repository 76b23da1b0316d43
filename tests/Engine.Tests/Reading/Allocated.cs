namespace Nameward.Engine.Tests.Reading;

/// <summary>
/// Bytes that this thread allocates. Where another thread's garbage is collected meanwhile, the rest of this thread's piece of memory counts as allocated
/// (up to 8 KiB): what is allocated each time shows in every round, that in hardly any.
/// </summary>
static class Allocated
{
    const int MostRounds = 8;

    /// <summary>What the cheapest of a few rounds of the same work allocates, once it was done before.</summary>
    public static long ByTheLeast(Action work)
    {
        work();
        work();
        var least = long.MaxValue;
        for (var round = 0; round < MostRounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
