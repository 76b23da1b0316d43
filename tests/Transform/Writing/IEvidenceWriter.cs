using Nameward.Bench.Generating;

namespace Nameward.Transform.Writing;

/// <summary>A form in which messages are written as evidence.</summary>
interface IEvidenceWriter
{
    /// <summary>What names of such files end with.</summary>
    string Ending { get; }

    /// <summary>What stands before the first message.</summary>
    void Head(OutputBuffer to);

    /// <summary>One message; nothing where the form does not show it.</summary>
    void Write(OutputBuffer to, Message message);
}
