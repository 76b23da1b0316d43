using BenchmarkDotNet.Attributes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Bench.Micro;

/// <summary>A line of a Zeek log in JSON, walked member by member.</summary>
public class JsonLines
{
    readonly byte[][] _lines = Rows.Lines("zeek-json");

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public int Scan()
    {
        var members = 0;
        foreach (var line in _lines)
        {
            var scanner = new JsonScanner(line);
            scanner.TryBegin((byte)'{');
            while (scanner.TryMember(out _, out _))
            {
                members++;
            }
        }
        return members;
    }
}
