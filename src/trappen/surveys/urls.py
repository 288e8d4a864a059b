from django.urls import URLPattern

public: list[URLPattern] = []

own: list[URLPattern] = []
