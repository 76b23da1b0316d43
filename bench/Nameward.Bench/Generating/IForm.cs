namespace Nameward.Bench.Generating;

/// <summary>A form in which made-up traffic can be written.</summary>
interface IForm
{
    /// <summary>What stands before the first record.</summary>
    void Head(OutputBuffer to);

    /// <summary>The records of one look-up; each of them is ended.</summary>
    void Write(OutputBuffer to, LookUp lookUp);
}
