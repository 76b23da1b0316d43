using System.Diagnostics;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz;

/// <summary>What one run over a target gave.</summary>
/// <param name="Target">The target's id.</param>
/// <param name="Executions">Inputs read to their end.</param>
/// <param name="Find">The input at which it stopped; null when all went well.</param>
sealed record FuzzResult(string Target, long Executions, FuzzFind? Find);

/// <summary>An input that a reader fails on.</summary>
/// <param name="Execution">Number of the input in its run, from 0.</param>
/// <param name="Input">The input.</param>
/// <param name="Because">What happened.</param>
sealed record FuzzFind(long Execution, byte[] Input, string Because);

/// <summary>
/// Gives one target inputs for some time. Reading goes on in a thread of its own, so that an input on which it never ends is found too; that thread is
/// left behind.
/// </summary>
sealed class FuzzRun(IFuzzTarget target, Func<Random, byte[]> inputs, int seed)
{
    sealed record Attempt(long Execution, byte[] Input, long Start);

    volatile Attempt? _current;
    volatile FuzzFind? _find;
    long _executions;

    /// <summary>Time after which a reading counts as endless; far above what a busy machine needs.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads inputs until the time is over or one fails.</summary>
    public FuzzResult For(TimeSpan time)
    {
        var worker = new Thread(() => Work(Stopwatch.GetTimestamp(), time)) { IsBackground = true, Name = target.Id };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(50)))
        {
            if (_current is { } attempt && Stopwatch.GetElapsedTime(attempt.Start) > Patience)
            {
                _find = new(attempt.Execution, attempt.Input, $"not read after {Patience.TotalSeconds:0} s");
                break;
            }
        }
        return new(target.Id, Interlocked.Read(ref _executions), _find);
    }

    void Work(long start, TimeSpan time)
    {
        for (var execution = 0L; _find is null && Stopwatch.GetElapsedTime(start) < time; execution++)
        {
            var random = RandomOf(execution);
            var input = inputs(random);
            _current = new(execution, input, Stopwatch.GetTimestamp());
            _find = Try(execution, input, random);
            Interlocked.Increment(ref _executions);
        }
    }

    FuzzFind? Try(long execution, byte[] input, Random random)
    {
        try
        {
            target.Read(input, random);
            return null;
        }
#pragma warning disable CA1031 // Whatever a reader throws is what this program looks for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(execution, input, fault is BrokenContract ? fault.Message : fault.ToString());
        }
    }

    /// <summary>Random numbers that depend on the seed, the target and the number of the input alone.</summary>
    Random RandomOf(long execution) => new((int)WyHash.Of(Encoding.UTF8.GetBytes(target.Id), ((ulong)(uint)seed << 32) ^ (ulong)execution));
}
