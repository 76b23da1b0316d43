using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>A column that may be a field, with what speaks for it.</summary>
/// <param name="Key">The field.</param>
/// <param name="Column">Which column, from 0.</param>
/// <param name="Name">What its name says, 0 to 3.</param>
/// <param name="Value">What its values say, 0 to 2.</param>
/// <param name="Place">What ports beside it, counts and its place say, 0 to 2.</param>
sealed record Candidate(MapKey Key, int Column, int Name, int Value, int Place)
{
    /// <summary>All that speaks for it.</summary>
    public int Total => Name + Value + Place;

    /// <summary>How sure it is: two kinds of evidence that do not depend on each other make it so.</summary>
    public Sureness Sure => Key.Word is "client" or "server" && Name == 0 && Place < 2 ? Sureness.Low
        : (Name >= 2 && Value == 2) || (Name == 3 && Value == 1) || (Value == 2 && Place == 2) ? Sureness.High
        : Name == 3 || Name + Place >= 2 || (Value == 2 && (Name + Place > 0 || Key.Word is "time" or "name" or "type" or "rcode" or "transport" or "protocol" or "action")) ? Sureness.Medium
        : Sureness.Low;

    /// <summary>What speaks for it, in words.</summary>
    public string Because
    {
        get
        {
            string[] parts =
            [
                Name == 3 ? "its name says so" : Name > 0 ? "its name may say so" : "", Value == 2 ? "its values are such" : Value == 1 ? "its values may be such" : "",
                Place == 2 ? "the ports beside it say so" : Place == 1 ? "its place says so" : "",
            ];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }
    }

    /// <summary>Whether it is enough to propose it.</summary>
    /// <param name="isEmpty">Whether the file has no records to look at.</param>
    public bool Suffices(bool isEmpty) => Value >= 0 && (Value == 0 ? Name == 3 || (isEmpty && Name == 2) : Key.Word switch
    {
        "client" or "server" => Name + Place > 0,
        "client_port" or "server_port" => Name >= 2 || Place > 0,
        "name" or "time" => Name > 0 || Value == 2,
        "type" or "rcode" => Value == 2 || Name >= 2,
        "direction" => Name > 0,
        "transport" or "protocol" => Name >= 2 || Value == 2,
        "action" => Name >= 2 || Total >= 3,
        "bytes" or "answers" or "end" => Name >= 2,
        _ => Name == 3,
    });
}
