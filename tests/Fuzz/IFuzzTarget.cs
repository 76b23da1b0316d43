namespace Nameward.Fuzz;

/// <summary>One reader of untrusted bytes.</summary>
interface IFuzzTarget
{
    /// <summary>Kebab-case; for a log format its id.</summary>
    string Id { get; }

    /// <summary>Well-formed inputs, from which damaged ones are made.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Reads one input in ways that <paramref name="random"/> chooses. Any exception is a find; <see cref="BrokenContract"/> says what was promised.</summary>
    void Read(byte[] input, Random random);
}

/// <summary>A promise that a reader did not keep.</summary>
sealed class BrokenContract(string promise) : Exception(promise);
