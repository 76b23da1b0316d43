using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What was asked and answered, remembered by name: passive DNS. Rows stand in the order of <see cref="PassiveOrder"/>.</summary>
public interface IPassiveDns
{
    /// <summary>Joins rows to those that are there: the earliest first, the latest last, counts added.</summary>
    void Add(IReadOnlyCollection<PassiveRow> rows);

    /// <summary>The rows of a name in canonical wire form, and of all below it where wanted, by name, type and data.</summary>
    IEnumerable<PassiveRow> Under(ReadOnlyMemory<byte> name, bool below);

    /// <summary>The rows whose data is an address of a network, by name, type and data.</summary>
    IEnumerable<PassiveRow> Giving(Network network);

    /// <summary>The rows whose data is a name in canonical wire form, or a name below it where wanted: aliases, name servers.</summary>
    IEnumerable<PassiveRow> LeadingTo(ReadOnlyMemory<byte> name, bool below);

    /// <summary>All rows, by name, type and data.</summary>
    IEnumerable<PassiveRow> All();

    /// <summary>Forgets the rows that were last seen before a time, UTC.</summary>
    /// <returns>How many.</returns>
    int Forget(DateTime before);
}

/// <summary>What one name was answered, or that it was asked for.</summary>
/// <param name="Name">The owner of the record, in canonical wire form; that of the question where nothing was answered.</param>
/// <param name="Type">Type of the record, or of the question.</param>
/// <param name="Data">An address of 4 or 16 bytes, or a name in canonical wire form; empty where it was asked for and no such record is known.</param>
/// <param name="First">First seen, UTC.</param>
/// <param name="Last">Last seen, UTC.</param>
/// <param name="Count">How often: one answer, or question without an answer, each.</param>
public readonly record struct PassiveRow(byte[] Name, ushort Type, byte[] Data, DateTime First, DateTime Last, long Count);
