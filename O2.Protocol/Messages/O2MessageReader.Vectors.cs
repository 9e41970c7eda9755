namespace O2.Protocol;

public ref partial struct O2MessageReader
{
    /// <summary>Takes the start of a vector, or of an array that is to be read as one.</summary>
    /// <returns>False when the next argument is neither. After true the next request must be <see cref="TryReadVector"/>.</returns>
    public bool TryReadVectorStart()
    {
        switch (Take(out ReadOnlySpan<byte> item))
        {
            case 'v':
                _state = State.VectorAsVector;
                _elements = item[4..];
                return true;
            case '[':
                _state = State.ArrayAsVector;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes the elements of the vector that <see cref="TryReadVectorStart"/> announced.</summary>
    /// <param name="element">Type that the elements are wanted in: <c>i h f d t B</c>. All of these convert into each other.</param>
    /// <param name="vector">The elements; its accessors do the conversion.</param>
    /// <returns>
    /// False when no vector was announced, the wanted type is none of these, or the array has no end or other items than
    /// <c>i h f d</c>; the items of such an array can still be read one by one.
    /// </returns>
    /// <remarks>Behind an array its end is still to be taken, by <see cref="TryReadArrayEnd"/>.</remarks>
    public bool TryReadVector(TypeTag element, out O2Vector vector)
    {
        State announced = _state;
        vector = default;
        if (announced is not (State.VectorAsVector or State.ArrayAsVector))
        {
            Take(out _);
            return false;
        }

        _state = State.Arguments;
        if ((char)element is not ('i' or 'h' or 'f' or 'd' or 't' or 'B'))
            return false;

        if (announced == State.VectorAsVector)
        {
            vector = new(_types.Slice(_type - 1, 1), _elements, isArray: false);
            return true;
        }

        return TryTakeArray(out vector);
    }

    /// <summary>Takes the start of an array, or of a vector that is to be read as one.</summary>
    /// <returns>False when the next argument is neither.</returns>
    public bool TryReadArrayStart()
    {
        char code = Take(out ReadOnlySpan<byte> item);
        if (code == 'v')
        {
            _state = State.VectorAsArray;
            _elements = item[4..];
        }

        return code is 'v' or '[';
    }

    /// <summary>Takes the end of an array, or of a vector that is read as one.</summary>
    /// <returns>False when elements are left; the next one is taken then.</returns>
    public bool TryReadArrayEnd()
    {
        if (_state == State.VectorAsArray && _elements.IsEmpty)
        {
            _state = State.Arguments;
            return true;
        }

        return Take(out _) == ']';
    }

    /// <summary>Takes the items of an array up to its end, which stays.</summary>
    private bool TryTakeArray(out O2Vector vector)
    {
        int type = _type;
        int offset = _offset;
        while (ArgumentLayout.Measure(_types, type, _data, offset, out int size) == ArgumentLayout.Found.Argument)
        {
            if (_types[type] == ']')
            {
                vector = new(_types[_type..type], _data[_offset..offset], isArray: true);
                _type = type;
                _offset = offset;
                return true;
            }

            if (ArgumentLayout.ElementSize(_types[type]) == 0)
                break;

            type++;
            offset += size;
        }

        vector = default;
        return false;
    }

    private char TakeElement(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (_elements.IsEmpty)
        {
            _state = State.Arguments;
            return '\0';
        }

        char code = _types[_type - 1];
        int size = ArgumentLayout.ElementSize(code);
        item = _elements[..size];
        _elements = _elements[size..];
        return code;
    }
}
